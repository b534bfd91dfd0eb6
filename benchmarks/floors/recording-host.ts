/**
 * The least host module that lets emitted pattern code run: builders that keep what they are given.
 * With it a floor or a peer can show that its modules compute what the subject's do.
 */

/** A host with the functions that were handed to `lift`, in order. */
export interface RecordingHost {
  readonly namespace: Readonly<Record<string, unknown>>;
  readonly helpers: Readonly<Record<string, unknown>>;
  readonly lifted: readonly ((...args: never[]) => unknown)[];
}

export function recordingHost(): RecordingHost {
  const lifted: ((...args: never[]) => unknown)[] = [];
  const namespace = {
    NAME: "$NAME",
    lift: (fn: (...args: never[]) => unknown) => (lifted.push(fn), () => undefined),
    pattern: (body: unknown) => ({ body }),
    str: () => undefined,
  };
  return { namespace, helpers: { ...namespace, __cf_data: <T>(value: T) => value }, lifted };
}
