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

/* The moment at which the clocks of `zone` show `wall`: one guess, mended twice for the zone's offset. */
function momentOf(wall, zone) {
  let moment = wall
  for (let turn = 0; turn < 2; turn++) moment += wall - asIfUtc(parts(moment, zone))
  return moment
}

for (const output of document.querySelectorAll(".utc-time")) {
  const input = document.getElementById(output.htmlFor.value)
  const tell = () => {
    const wall = Date.parse(`${input.value}Z`)
    output.textContent = Number.isNaN(wall)
      ? ""
      : `${output.dataset.label} ${new Date(momentOf(wall, output.dataset.zone)).toISOString().slice(0, 16).replace("T", " ")}`
  }
  input.addEventListener("input", tell)
  tell()
}
