// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
export const f = () => { const [__importStar] = [1]; return __importStar; };
