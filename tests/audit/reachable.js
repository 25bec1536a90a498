/* What reachable.py asks of a page that is open. It is evaluated as the debugger does, and leaves `reach` behind. */

globalThis.reach = (() => {
    const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    const USED_BY_HAND = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const seenBefore = new WeakMap();

    const isShown = (part) => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0;

    function told(part) {
        const name = part.className?.baseVal ?? part.className ?? "";
        const words = (part.textContent || part.value || part.getAttribute("aria-label") || "").replace(/\s+/g, " ");
        const kind = part.tagName.toLowerCase() + (name ? `.${name.trim().split(/\s+/).join(".")}` : "");
        return `${kind} “${words.trim().slice(0, 50)}”`;
    }

    /* Text for ears alone is clipped to a pixel on purpose. */
    function isForEars(part) {
        for (let one = part; one && one !== document.body; one = one.parentElement) {
            const { clipPath, position } = getComputedStyle(one);
            if (position === "absolute" && clipPath === "inset(50%)") return true;
        }
        return false;
    }

    const scrolls = (part) => {
        const { overflowX, overflowY } = getComputedStyle(part);
        const can = (way) => way === "auto" || way === "scroll";
        return (
            (can(overflowX) && part.scrollWidth > part.clientWidth + 1) ||
            (can(overflowY) && part.scrollHeight > part.clientHeight + 1)
        );
    };

    const all = (where = "*") => [...document.body.querySelectorAll(where)].filter(isShown);

    function* words() {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            const part = text.parentElement;
            if (text.data.trim() && !part.closest("script, style, template, noscript") && isShown(part)) yield text;
        }
    }

    /* Words and things that reach out of the window, but for what lies in a box that scrolls, or in a drawing. */
    function beyond() {
        const found = [];
        const range = document.createRange();
        const look = (part, { left, right, width }) => {
            if (!width || (left >= -1 && right <= innerWidth + 1)) return;
            if (part.closest("svg svg, svg g") || isForEars(part)) return;
            for (let one = part; one; one = one.parentElement) if (one !== document.documentElement && scrolls(one)) return;
            found.push(`${told(part)} reaches from ${Math.round(left)} to ${Math.round(right)}`);
        };
        for (const text of words()) {
            range.selectNodeContents(text);
            look(text.parentElement, range.getBoundingClientRect());
        }
        for (const part of all("img, input, select, button, textarea, summary, table")) {
            look(part, part.getBoundingClientRect());
        }
        const { scrollWidth } = document.documentElement;
        if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide in a window of ${innerWidth}`);
        return found;
    }

    /* Boxes that scroll, and whether a keyboard gets there and an ear hears what they are. */
    const boxes = () =>
        all()
            .filter((part) => part !== document.body && scrolls(part))
            .map((part) => ({
                told: told(part),
                reached: part.tabIndex >= 0 && part.hasAttribute("tabindex"),
                named: part.matches("[role][aria-label], [role][aria-labelledby], nav[aria-label]"),
                may: part.matches(":has(table, pre, code, svg), table, pre, code"),
            }));

    /* How much of the window lies under what stays where it is while the rest scrolls, from 0 to 1. */
    function stuck() {
        scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" });
        let covered = 0;
        for (const part of all()) {
            if (!["fixed", "sticky"].includes(getComputedStyle(part).position) || isForEars(part)) continue;
            const { left, right, top, bottom } = part.getBoundingClientRect();
            const wide = Math.min(right, innerWidth) - Math.max(left, 0);
            const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
            if (wide > 0 && high > 0) covered += (wide * high) / (innerWidth * innerHeight);
        }
        scrollTo({ top: 0, behavior: "instant" });
        return covered;
    }

    /* The spacing of WCAG 1.4.12, as a reader's own style sheet would set it. */
    function space() {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`
            * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
            p { margin-bottom: 2em !important; }`);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }

    function clipped() {
        const clips = (way) => way === "hidden" || way === "clip";
        return all()
            .filter((part) => part.textContent.trim() && !part.closest("svg, main ~ *") && !isForEars(part))
            .filter((part) => {
                const { overflowX, overflowY } = getComputedStyle(part);
                return (
                    (clips(overflowX) && !part.matches("main") && part.scrollWidth > part.clientWidth + 1) ||
                    (clips(overflowY) && part.scrollHeight > part.clientHeight + 1)
                );
            })
            .map(told);
    }

    /* What a hand uses, and lies over another such thing by more than the rim of a line. */
    function overlaps() {
        const parts = all(USED_BY_HAND).filter((part) => !part.closest("svg") && !isForEars(part));
        const lines = parts.flatMap((part) => [...part.getClientRects()].map((line) => ({ part, line })));
        const lie = (a, b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 6 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
        return lines.flatMap(({ part, line }, place) =>
            lines
                .slice(place + 1)
                .filter((other) => !part.contains(other.part) && !other.part.contains(part) && lie(line, other.line))
                .map((other) => `${told(other.part)} lies over ${told(part)}`),
        );
    }

    const looks = (part) => {
        const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, borderWidth, color } = getComputedStyle(part);
        const { textDecorationLine, textDecorationThickness, stroke, strokeWidth } = getComputedStyle(part);
        return [
            outlineStyle !== "none" && outlineWidth, boxShadow, backgroundColor, borderColor, borderWidth, color,
            textDecorationLine, textDecorationThickness, stroke, strokeWidth,
        ].join();
    };
    /* A part and what may show the focus in its place: its label, and what it lies in (a card). */
    const around = (part) => [part, ...(part.labels ?? []), part.parentElement, part.parentElement?.parentElement,
        part.closest(".card"), ...part.querySelectorAll("path, circle")].filter(Boolean);

    function remember() {
        document.activeElement?.blur();
        for (const part of all(FOCUSABLE)) seenBefore.set(part, around(part).map(looks).join("|"));
    }

    function rgb(colour) {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    }

    function light(colour) {
        const [r, g, b] = rgb(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    /* How much an outline stands out from the ground on which its element lies; nothing where it has none. */
    function contrast(part) {
        const { outlineStyle, outlineColor, outlineOffset } = getComputedStyle(part);
        if (outlineStyle === "none") return null;
        let ground = parseFloat(outlineOffset) < 0 ? part : part.parentElement;
        while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
        const [a, b] = [light(outlineColor), light(ground ? getComputedStyle(ground).backgroundColor : "Canvas")];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /* The middle of each of its lines; of a shape on a map, which may be hollow there, points all over it. */
    function* pointsOf(part) {
        const grid = part.closest("svg") ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] : [0.5];
        for (const { left, right, top, bottom } of part.getClientRects()) {
            const [x1, x2] = [Math.max(left, 0), Math.min(right, innerWidth)];
            const [y1, y2] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
            if (x2 <= x1 || y2 <= y1) continue;
            for (const x of grid) for (const y of grid) yield [x1 + (x2 - x1) * x, y1 + (y2 - y1) * y];
        }
    }

    /* A shape that lies under others on a map is seen by a ring that the page draws above them all. */
    function isRinged(part) {
        const ring = part.closest("svg") && document.querySelector(".map-ring:not([hidden])");
        if (!ring) return false;
        const [around, box] = [ring.getBoundingClientRect(), part.getBoundingClientRect()];
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const isAround = x > around.left && x < around.right && y > around.top && y < around.bottom;
        return isAround && x > 0 && x < innerWidth && y > 0 && y < innerHeight;
    }

    /* A button that is for ears alone is seen by its label. */
    function isInSight(part) {
        if (isRinged(part)) return true;
        const shown = isForEars(part) || part.getBoundingClientRect().width <= 1 ? part.labels?.[0] ?? part : part;
        for (const [x, y] of pointsOf(shown)) {
            const hit = document.elementFromPoint(x, y);
            if (!hit) continue;
            const isAround = hit.contains(shown) && !hit.matches("html, body, main, .page, svg");
            if (shown.contains(hit) || isAround || hit.closest("label")?.control === part) return true;
        }
        return false;
    }

    /* Where the focus is: its number in the order of the document, and how it is shown. */
    function stop() {
        const part = document.activeElement;
        if (!part || part === document.body || part === document.documentElement) return null;
        // Of the body: what is fetched on the way may change the head.
        const known = [...document.body.querySelectorAll("*")];
        part.dataset.reached = "";
        if (part.type === "radio") for (const one of document.getElementsByName(part.name)) one.dataset.reached = "";
        return {
            place: known.indexOf(part),
            told: told(part),
            shown: seenBefore.get(part) !== around(part).map(looks).join("|"),
            contrast: contrast(part),
            seen: isInSight(part),
            many: part.matches("input[type=date], input[type=time], input[type=datetime-local], video, audio, iframe"),
            skips: part.matches("a[href='#content']"),
        };
    }

    /* What a pointer can use and no key came to. What is taken out of the order must be hidden from ears too. */
    const missed = () =>
        all(USED_BY_HAND)
            .filter((part) => !part.matches("[data-reached], :disabled"))
            .filter((part) => !(part.tabIndex < 0 && part.closest("[aria-hidden=true], [role=listbox], [role=tablist], [role=toolbar]")))
            .map(told);

    /* Every piece of text that is read out, with the language that it is marked with. */
    function spoken() {
        const said = [];
        const note = (part, text) => {
            if (text?.trim() && !part.closest("code, [translate=no]")) said.push([part.closest("[lang]").lang, text.trim()]);
        };
        for (const text of words()) note(text.parentElement, text.data);
        for (const part of all("[alt], [aria-label], [placeholder]")) {
            for (const name of ["alt", "aria-label", "placeholder"]) note(part, part.getAttribute(name));
        }
        return said;
    }

    /* A cell that is not there at all lets an ear take the next one for it: it is told by its column. */
    const holes = () =>
        all("tr")
            .filter((row) => [...row.cells].some((cell) => !isShown(cell)))
            .map((row) => `${told(row)} lacks a cell`);

    return { beyond, boxes, stuck, space, clipped, overlaps, remember, stop, missed, spoken, holes };
})();
