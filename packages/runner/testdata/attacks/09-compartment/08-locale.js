// attack: 09-compartment/08-locale
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const expected = {
    number: [(1234.5).toLocaleString(), "1,234.5"],
    bigint: [(1234n).toLocaleString(), "1,234"],
    unknownLocale: [(1234.5).toLocaleString("xx-nowhere"), "1,234.5"],
    noLocales: [(1234.5).toLocaleString([]), "1,234.5"],
    list: [[1234.5].toLocaleString(), "1,234.5"],
    typedList: [new Uint16Array([1234]).toLocaleString(), "1,234"],
    dateTime: [new Date(0).toLocaleString(), "1/1/1970, 12:00:00 AM"],
    date: [new Date(0).toLocaleDateString(), "1/1/1970"],
    time: [new Date(0).toLocaleTimeString(undefined, {}), "12:00:00 AM"],
    zoneName: [new Date(0).toLocaleTimeString("en-US", { timeZoneName: "short" }), "12:00:00 AM UTC"],
    longForm: [new Date(0).toLocaleString("xx", { dateStyle: "full" }), "Thursday, January 1, 1970"],
    text: [new Date(0).toString(), "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)"],
    dateText: [new Date(0).toDateString(), "Thu Jan 01 1970"],
    timeText: [new Date(0).toTimeString(), "00:00:00 GMT+0000 (Coordinated Universal Time)"],
    hours: [new Date(0).getHours(), 0],
    day: [new Date(0).getDay(), 4],
    offset: [new Date(0).getTimezoneOffset(), 0],
    fields: [new Date(2020, 6, 1, 12).getTime(), 1593604800000],
    setHours: [new Date(0).setHours(5), 18000000],
    setMonth: [new Date(0).setMonth(6), 15638400000],
    noZone: [Date.parse("2020-07-01T12:00"), 1593604800000],
    words: [Date.parse("Jul 1 2020 12:00"), 1593604800000],
    zoneGiven: [Date.parse("2020-07-01T12:00:00.123+02:00"), 1593597600123],
    offsetGiven: [Date.parse("Wed, 01 Jul 2020 12:00:00 -0500"), 1593622800000],
    timeFirst: [Date.parse("12:00 2020-07-01"), 1593604800000],
    dateLast: [Date.parse("Jul 1 12:00 2020-07"), 1593604800000],
    comment: [Date.parse("Jul 1 2020 12:00 (UTC"), 1593604800000],
    nested: [Date.parse("Jul 1 2020 12:00 (a (GMT-5)"), 1593604800000],
    longYear: [Date.parse("+2020-07-01"), Date.parse("+2020-07-01 UTC")],
    instant: [typeof new Date(0).toTemporalInstant, "undefined"],
    compare: ["\u00e4".localeCompare("z"), -1],
    compareUnknown: ["a".localeCompare("b", "xx-nowhere"), -1],
    upper: ["i".toLocaleUpperCase(), "I"],
    lower: ["I".toLocaleLowerCase(), "i"],
    copy: [structuredClone(new Date(0)).toString(), new Date(0).toString()],
  };
  return Object.entries(expected).filter(([, [found, value]]) => found !== value)
    .map(([name, [found]]) => `${name}: ${found}`);
}
