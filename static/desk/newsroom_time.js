/* Beside a time typed in the newsroom's time zone: the same moment in UTC. */

const parts = (moment, timeZone) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  )

const asIfUtc = ({ year, month, day, hour, minute }) => Date.UTC(year, month - 1, day, hour, minute)

const DAY = 24 * 60 * 60 * 1000

/* The moments at which the clocks of `zone` show `wall`: none in an hour that they are put forward over,
   two in one that comes twice. The zone's offsets of the day before and the day after are tried. */
function momentsOf(wall, zone) {
  const offset = (near) => asIfUtc(parts(near, zone)) - near
  const tried = new Set([-DAY, DAY].map((step) => wall - offset(wall + step)))
  return [...tried].filter((moment) => asIfUtc(parts(moment, zone)) === wall).sort((one, other) => one - other)
}

/* The day that is typed, as YYYY-MM-DD, by the first of the language's `formats` that it fits. */
function dayOf(typed, formats) {
  for (const format of formats.split(" ")) {
    const names = []
    const pattern = format
      .replace(/[.]/g, "\\.")
      .replace(/%([Ymd])/g, (_, name) => {
        names.push(name)
        return name === "Y" ? "(\\d{4})" : "(\\d{1,2})"
      })
    const found = typed.trim().match(new RegExp(`^${pattern}$`))
    if (!found) continue
    const said = Object.fromEntries(names.map((name, place) => [name, found[place + 1].padStart(2, "0")]))
    return `${said.Y}-${said.m}-${said.d}`
  }
  return ""
}

/* What is typed in one field for both, or in one for the day and one for the hour, to the minute. */
function typedIn(output, inputs) {
  if (inputs.length === 1) return inputs[0].value.slice(0, 16)
  const hour = inputs[1].value.trim().match(/^(\d{1,2}):(\d{2})(:\d{2})?$/)
  return hour ? `${dayOf(inputs[0].value, output.dataset.days)}T${hour[1].padStart(2, "0")}:${hour[2]}` : ""
}

function follow(output) {
  const named = [...output.htmlFor].map((id) => document.getElementById(id))
  const inputs = named.length ? named : [...output.closest(".datetime").querySelectorAll("input")]
  const tell = () => {
    const wall = Date.parse(`${typedIn(output, inputs)}Z`)
    const found = Number.isNaN(wall) ? [] : momentsOf(wall, output.dataset.zone)
    const told = found.map((moment) => new Date(moment).toISOString().slice(0, 16).replace("T", " "))
    output.textContent = told.length ? `${output.dataset.label} ${told.join(" / ")}` : ""
  }
  // The admin's own calendar and clock put a value in without an event, and then the focus.
  for (const input of inputs) for (const event of ["input", "change", "focus"]) input.addEventListener(event, tell)
  tell()
}

document.querySelectorAll(".utc-time").forEach(follow)
document.addEventListener("formset:added", ({ target }) => target.querySelectorAll(".utc-time").forEach(follow))
