/** `ses-only`: start Deno, import ses, lock the realm down, exit. */
import "ses";

declare const lockdown: (options: Record<string, string>) => void;
lockdown({
  errorTaming: "safe",
  consoleTaming: "unsafe",
  errorTrapping: "platform",
  overrideTaming: "moderate",
  localeTaming: "unsafe",
});
