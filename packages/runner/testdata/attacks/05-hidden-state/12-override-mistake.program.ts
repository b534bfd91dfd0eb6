// attack: 05-hidden-state/12-override-mistake
// kind: program
// by: loader
// expect: accept
// value: [1,2,3,4,6,"point","Renamed","y",7,"callable"]
export const value = (() => {
  const own: any = { toString: 1, constructor: 2, hasOwnProperty: 3 };
  const assigned: any = {};
  assigned.toString = 4;
  assigned.valueOf = 6;
  class Point { toString() { return "point"; } }
  const error = new TypeError("x");
  error.name = "Renamed";
  error.message = "y";
  const list: any = [];
  list.concat = 7;
  function callable() {}
  callable.toString = () => "callable";
  return [own.toString, own.constructor, own.hasOwnProperty, assigned.toString, assigned.valueOf,
    String(new Point()), error.name, error.message, list.concat, String(callable)];
})();
