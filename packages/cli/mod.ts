/** Nothing of the command line is for other packages: it is run by `main-powers.ts`. */
export {};
