import {
  action,
  computed,
  Default,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  wish,
  Writable,
} from "commonfabric";

/** Something at a time of a day; hours are counted from midnight. */
interface Appointment {
  title: string;
  day: string;
  from: number;
  to: number;
  place?: string;
  guests: string[] | Default<[]>;
  color: "blue" | "green" | "red" | Default<"blue">;
}

interface Input {
  start: Writable<string | Default<"2026-01-05">>;
  appointments: Writable<Appointment[] | Default<[]>>;
  hours: { first: number; last: number } | Default<{ first: 8; last: 18 }>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  appointments: Appointment[];
  busyHours: number;
  conflicts: string[];
  create: Stream<Appointment>;
}

interface DayPlan {
  day: string;
  label: string;
  appointments: Appointment[];
  free: number;
}

interface AppointmentInput {
  appointment: Appointment;
  onRemove: Stream<void>;
}

const DAY = 86_400_000;
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY)
    .toISOString()
    .slice(0, 10);
}

const clock = (hour: number): string =>
  `${Math.floor(hour)}:${String(Math.round((hour % 1) * 60)).padStart(2, "0")}`;

const overlaps = (a: Appointment, b: Appointment): boolean =>
  a.day === b.day && a.from < b.to && b.from < a.to;

const weekPlan = lift(
  (input: {
    start: string;
    appointments: Appointment[];
    hours: { first: number; last: number };
  }): DayPlan[] => {
    const length = input.hours.last - input.hours.first;
    return [0, 1, 2, 3, 4, 5, 6].map((offset) => {
      const day = addDays(input.start, offset);
      const here = input.appointments
        .filter((appointment) => appointment.day === day)
        .toSorted((a, b) => a.from - b.from);
      const busy = here.reduce((sum, { from, to }) => sum + to - from, 0);
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      return {
        day,
        label: `${NAMES[weekday]} ${day.slice(8)}`,
        appointments: here,
        free: Math.max(0, length - busy),
      };
    });
  },
);

const create = handler<
  Appointment,
  { appointments: Writable<Appointment[]> }
>((appointment, { appointments }) => {
  if (appointment.to <= appointment.from) return;
  appointments.push(appointment);
});

const quickAdd = handler<
  { detail: { message: string } },
  { appointments: Writable<Appointment[]>; day: string }
>(({ detail }, { appointments, day }) => {
  const match = /^(\d+)(?:-(\d+))?\s+(.+)$/.exec(detail.message);
  if (match === null) return;
  const from = Number(match[1]);
  appointments.push({
    title: match[3] ?? "Busy",
    day,
    from,
    to: match[2] === undefined ? from + 1 : Number(match[2]),
    guests: [],
    color: "blue",
  });
});

const removeAppointment = handler<
  void,
  { appointments: Writable<Appointment[]>; appointment: Appointment }
>((_event, { appointments, appointment }) => {
  appointments.remove(appointment);
});

const shift = handler<unknown, { start: Writable<string>; days: number }>(
  (_event, { start, days }) => {
    start.set(addDays(start.get(), days));
  },
);

const AppointmentView = pattern<
  AppointmentInput,
  { [NAME]: string; [UI]: VNode; duration: number }
>(({ appointment, onRemove }) => {
  const duration = computed(() => appointment.to - appointment.from);
  return {
    [NAME]: appointment.title,
    [UI]: (
      <cf-card>
        <cf-text tone={appointment.color}>
          {clock(appointment.from)} - {clock(appointment.to)}
        </cf-text>
        <cf-input $value={appointment.title} />
        {appointment.place && <small>at {appointment.place}</small>}
        {appointment.guests.length > 0 && <cf-text>with {appointment.guests.join(", ")}</cf-text>}
        {duration >= 3 ? <cf-badge>long</cf-badge> : null}
        <cf-button size="small" onClick={onRemove}>x</cf-button>
      </cf-card>
    ),
    duration,
  };
});

export default pattern<Input, Output>(({ start, appointments, hours }) => {
  const now = wish<number>({ query: "#now" });
  const showWeekend = new Writable(true);
  const today = computed(() => new Date(now.result ?? 0).toISOString().slice(0, 10));
  const days = weekPlan({ start, appointments, hours });
  const shown = computed(() =>
    showWeekend.get()
      ? days
      : days.filter(({ label }) => !label.startsWith("Sat") && !label.startsWith("Sun"))
  );
  const busyHours = computed(() =>
    days.reduce(
      (sum, day) => sum + day.appointments.reduce((hours, a) => hours + a.to - a.from, 0),
      0,
    )
  );
  const conflicts = computed(() => {
    const all = appointments.get();
    return all.flatMap((a, index) =>
      all.slice(index + 1)
        .filter((b) => overlaps(a, b))
        .map((b) => `${a.title} and ${b.title}`)
    );
  });
  const toToday = action(() => start.set(today));

  return {
    [NAME]: computed(() => `Week of ${start.get()}`),
    [UI]: (
      <cf-screen>
        <cf-toolbar>
          <cf-button onClick={shift({ start, days: -7 })}>Before</cf-button>
          <cf-button onClick={toToday}>Today</cf-button>
          <cf-button onClick={shift({ start, days: 7 })}>After</cf-button>
          <cf-text>{busyHours} hours busy</cf-text>
          <cf-switch $checked={showWeekend}>Weekend</cf-switch>
        </cf-toolbar>

        {conflicts.length > 0 && (
          <cf-alert status="warning">
            {conflicts.map((text) => <p>{text}</p>)}
          </cf-alert>
        )}

        <cf-grid columns={7} gap="1">
          {shown.map((plan) => (
            <cf-vstack gap="1">
              <cf-heading level={5}>
                {plan.day === today ? `${plan.label} (today)` : plan.label}
              </cf-heading>
              <small>{plan.free} h free</small>
              {plan.appointments.map((appointment) => (
                <AppointmentView
                  appointment={appointment}
                  onRemove={removeAppointment({ appointments, appointment })}
                />
              ))}
              <cf-message-input
                placeholder="9-10 Title"
                oncf-send={quickAdd({ appointments, day: plan.day })}
              />
            </cf-vstack>
          ))}
        </cf-grid>
      </cf-screen>
    ),
    appointments,
    busyHours,
    conflicts,
    create: create({ appointments }),
  };
});
