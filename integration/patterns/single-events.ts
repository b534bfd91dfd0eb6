/** Scenarios in steps of one event each: a process can end between every two events. */

export interface ScenarioStep {
  readonly label?: string;
  readonly events?: readonly unknown[];
  readonly expect?: readonly unknown[];
}

/** The same events in the same order; what a step expects is expected after its last event. */
export function singleEvents(steps: readonly ScenarioStep[]): ScenarioStep[] {
  return steps.flatMap(({ events = [], ...rest }) => {
    if (events.length <= 1) return [{ ...rest, events }];
    const before = events.slice(0, -1).map((event): ScenarioStep => ({ events: [event] }));
    return [...before, { ...rest, events: events.slice(-1) }];
  });
}
