/* Parts of a picture, in ten-thousandths of it held upright: the same arithmetic as newsroom/imaging/cropping.py,
   which a test holds. Pure: knows no page. A box is { left, top, width, height }, a size [width, height] in pixels. */

export const WHOLE = 10_000
export const LEAST = 500
export const ALL = Object.freeze({ left: 0, top: 0, width: WHOLE, height: WHOLE })

/* As Python rounds: a half goes to the even neighbour. */
export function round(number) {
  const floor = Math.floor(number)
  const rest = number - floor
  if (rest !== 0.5) return Math.round(number)
  return floor % 2 ? floor + 1 : floor
}

const between = (least, number, most) => Math.min(Math.max(number, least), most)

export function write({ left, top, width, height }) {
  return left === 0 && top === 0 && width === WHOLE && height === WHOLE
    ? ""
    : [left, top, width, height].join("-")
}

/* The box that is written so; null for what is none. */
export function read(text) {
  if (!text) return ALL
  const match = /^(\d{1,5})-(\d{1,5})-(\d{1,5})-(\d{1,5})$/.exec(text.trim())
  if (!match) return null
  const [left, top, width, height] = match.slice(1).map(Number)
  if (left + width > WHOLE || top + height > WHOLE || Math.min(width, height) < LEAST) return null
  return { left, top, width, height }
}

/* The width and height in pixels of a part of a picture of this size. */
export function sizeOf(box, [width, height]) {
  const across = round(((box.left + box.width) * width) / WHOLE) - round((box.left * width) / WHOLE)
  const down = round(((box.top + box.height) * height) / WHOLE) - round((box.top * height) / WHOLE)
  return [Math.max(1, across), Math.max(1, down)]
}

export function within(outer, inner) {
  return {
    left: outer.left + round((inner.left * outer.width) / WHOLE),
    top: outer.top + round((inner.top * outer.height) / WHOLE),
    width: round((inner.width * outer.width) / WHOLE),
    height: round((inner.height * outer.height) / WHOLE),
  }
}

const start = (focus, length) => round(between(0, focus - length / 2, WHOLE - length))

/* The largest part of the shape `ratio` [width, height], as near around `focus` [x, y] as the edges allow. */
export function shaped(size, ratio, focus) {
  const wanted = ratio[0] / ratio[1]
  const given = size[0] / size[1]
  if (Math.abs(wanted / given - 1) < 0.01) return ALL
  if (given > wanted) {
    const width = (WHOLE * wanted) / given
    return { left: start(focus[0], width), top: 0, width: round(width), height: WHOLE }
  }
  const height = (WHOLE * given) / wanted
  return { left: 0, top: start(focus[1], height), width: WHOLE, height: round(height) }
}

export function focusWithin(box, [x, y]) {
  const along = (point, from, length) => round(between(0, ((point - from) * WHOLE) / length, WHOLE))
  return [along(x, box.left, box.width), along(y, box.top, box.height)]
}

/* CUTTING BY HAND */

export function moved(box, across, down) {
  return {
    ...box,
    left: between(0, box.left + Math.round(across), WHOLE - box.width),
    top: between(0, box.top + Math.round(down), WHOLE - box.height),
  }
}

/* The largest box of a ratio that has room in `box`, around its middle. */
export function fitted(box, ratio, size) {
  if (!ratio) return box
  const part = shaped(sizeOf(box, size), ratio, [WHOLE / 2, WHOLE / 2])
  return kept(within(box, part), ratio, size)
}

/* A box that is too small for anybody to mean it grows, from its middle, to what is allowed. */
function kept(box, ratio, size) {
  const smallest = Math.min(box.width, box.height)
  if (smallest >= LEAST) return box
  const by = LEAST / smallest
  const width = Math.min(WHOLE, Math.ceil(box.width * by))
  const height = Math.min(WHOLE, Math.ceil(box.height * by))
  const middle = [box.left + box.width / 2, box.top + box.height / 2]
  return {
    left: between(0, Math.round(middle[0] - width / 2), WHOLE - width),
    top: between(0, Math.round(middle[1] - height / 2), WHOLE - height),
    width,
    height,
  }
}

/* `box` with the edges that `handle` names ("n", "se" …) moved so far; of the shape `ratio` when there is one. */
export function resized(box, handle, across, down, ratio, size) {
  let { left, top } = box
  let right = left + box.width
  let lower = top + box.height
  if (handle.includes("w")) left = between(0, left + across, right - LEAST)
  if (handle.includes("e")) right = between(left + LEAST, right + across, WHOLE)
  if (handle.includes("n")) top = between(0, top + down, lower - LEAST)
  if (handle.includes("s")) lower = between(top + LEAST, lower + down, WHOLE)
  let width = right - left
  let height = lower - top
  if (ratio) {
    /* How many ten-thousandths of the width are as long as so many of the height. */
    const slope = ((ratio[0] / ratio[1]) * size[1]) / size[0]
    const sideways = handle === "e" || handle === "w"
    if (!sideways && (handle.length === 1 || width / slope < height)) width = height * slope
    /* What holds still: the corner across from the handle, or the middle of the side across. */
    const roomAcross = handle.includes("w") ? right : handle.includes("e") ? WHOLE - left : WHOLE
    const roomDown = handle.includes("n") ? lower : handle.includes("s") ? WHOLE - top : WHOLE
    width = between(Math.max(LEAST, LEAST * slope), width, Math.min(roomAcross, roomDown * slope))
    height = width / slope
    const middle = [left + (right - left) / 2, top + (lower - top) / 2]
    if (handle.includes("w")) left = right - width
    else if (!handle.includes("e")) left = between(0, middle[0] - width / 2, WHOLE - width)
    if (handle.includes("n")) top = lower - height
    else if (!handle.includes("s")) top = between(0, middle[1] - height / 2, WHOLE - height)
  }
  const rounded = { left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) }
  rounded.width = Math.min(rounded.width, WHOLE - rounded.left)
  rounded.height = Math.min(rounded.height, WHOLE - rounded.top)
  return rounded
}

/* Show just this part of a picture: the image lies in a window that hides what is beside it. */
export function frame(image, box) {
  Object.assign(image.style, {
    position: "absolute",
    maxWidth: "none",
    width: `${(100 * WHOLE) / box.width}%`,
    height: `${(100 * WHOLE) / box.height}%`,
    left: `${(-100 * box.left) / box.width}%`,
    top: `${(-100 * box.top) / box.height}%`,
  })
}
