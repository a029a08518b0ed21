// What only a browser can tell of charts: that their words keep apart in a real font and stay on the paper, that every
// mark and word stands out from its ground in every scheme, and what a screen reader gets of them.

const WIDTHS = [1280, 390];
const SCHEMES = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { colorScheme: "light", contrast: "more" }],
  ["more contrast, dark", { colorScheme: "dark", contrast: "more" }],
  ["forced colours", { forcedColors: "active" }],
  ["print", { media: "print" }],
];
const PLAIN = { media: "screen", colorScheme: "light", contrast: "no-preference", forcedColors: "none" };

/** Looks at every chart of a page. */
export async function lookAtCharts(browser, origin, name, address, check) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(origin + address, { waitUntil: "load" });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const where = `${name} ${address} at ${width}`;
    const crowded = await page.evaluate(collisions);
    crowded.forEach((line) => console.log(`  ${line}`));
    check(crowded.length === 0, `${where}: ${crowded.length} words of charts touch others or leave the paper`);
    for (const [scheme, media] of SCHEMES) {
      await page.emulateMedia({ ...PLAIN, ...media });
      const faint = await page.evaluate(contrasts);
      table(faint);
      check(faint.length === 0, `${where}, ${scheme}: ${faint.length} kinds of marks or words of charts are too faint`);
    }
    await page.emulateMedia(PLAIN);
  }
  await tree(context, page, `${name} ${address}`, check);
  await context.close();
}

function table(rows) {
  for (const { kind, paint, ground, ratio, least, example } of rows) {
    console.log(`  ${ratio.toFixed(2).padStart(5)} of ${least}  ${kind.padEnd(28)} ${paint} on ${ground}  ${example}`);
  }
}

/** Every chart is one picture with a name and a description; nothing inside it is read besides. */
async function tree(context, page, where, check) {
  const wire = await context.newCDPSession(page);
  const { nodes } = await wire.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node) => (node.childIds ?? []).flatMap((id) => byId.has(id) ? [byId.get(id), ...below(byId.get(id))] : []);
  const pictures = nodes.filter((node) => !node.ignored && /^(image|img|graphics-document)$/.test(node.role?.value) && node.description?.value);
  const drawings = await page.locator(".drawing").count();
  check(pictures.length === drawings, `${where}: ${pictures.length} of ${drawings} charts are pictures with a description`);
  const said = nodes.filter((node) => !node.ignored && node.role?.value === "StaticText").map((node) => node.name?.value ?? "");
  for (const picture of pictures) {
    const [name, description] = [picture.name?.value ?? "", picture.description.value];
    const inner = below(picture).filter((node) => !node.ignored && node.name?.value);
    check(name.length > 0, `${where}: the chart described as “${description}” has no name`);
    check(description !== name && description.length >= 12, `${where}: “${name}” is described as “${description}”`);
    check(inner.length === 0, `${where}: “${name}” is read with ${inner.length} words of its drawing`);
    check(!said.includes(description), `${where}: the description of “${name}” is read twice`);
  }
  await wire.detach();
}

/** Words that touch other words or leave their drawing, with what they touch. Runs in the page. */
function collisions() {
  const found = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    if (!svg.checkVisibility()) continue;
    const { width, height } = svg.viewBox.baseVal;
    const about = svg.closest("figure, section")?.querySelector(".chart-title")?.textContent.trim() ?? "";
    // A line of text is higher than its letters.
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const { x, y, width, height } = text.getBBox();
      return { text: text.textContent, x, right: x + width, y: y + height * 0.2, bottom: y + height * 0.85 };
    });
    boxes.forEach((box, index) => {
      if (box.x < -1 || box.right > width + 1 || box.y < -1 || box.bottom > height + 1) found.push(`“${box.text}” leaves the paper: ${about}`);
      for (const other of boxes.slice(0, index)) {
        const across = Math.min(box.right, other.right) - Math.max(box.x, other.x);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.y, other.y);
        if (across > 1 && down > 1) found.push(`“${box.text}” touches “${other.text}”: ${about}`);
      }
    });
  }
  return found;
}

/** Kinds of marks below 3:1 and of words below 4.5:1 (large ones 3:1) against what lies beneath them. Runs in the page. */
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Any colour of CSS as red, green, blue and opacity.
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (paint, ground, opacity) => {
    const alpha = paint[3] * opacity;
    return [0, 1, 2].map((part) => paint[part] * alpha + ground[part] * (1 - alpha)).concat(1);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0.99) return colour;
    }
    return [255, 255, 255, 1];
  };
  const isHalo = (style) => style.stroke !== "none" && style.paintOrder.startsWith("stroke");
  const hex = (colour) => `#${colour.slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
  // Lines that only help the eye, and what softens the ground below others.
  const HELPERS = /\bc-(grid|track|seam|hatch|tint|whisker-halo|paper|break)\b/;
  const found = new Map();
  for (const svg of document.querySelectorAll("svg.chart")) {
    if (!svg.checkVisibility()) continue;
    const page = groundOf(svg.parentElement);
    const shapes = [...svg.querySelectorAll("rect, path, circle, line, text")];
    const styles = shapes.map((shape) => getComputedStyle(shape));
    const point = (x, y) => Object.assign(svg.createSVGPoint(), { x, y });
    // What the shapes before `end` leave at a point; thin lines don't make a ground, halos do.
    const beneath = (end, x, y, thin) => {
      let ground = page;
      for (let index = 0; index < end; index += 1) {
        const [shape, style] = [shapes[index], styles[index]];
        if (shape.tagName === "text") continue;
        if (style.fill !== "none" && shape.tagName !== "line" && shape.isPointInFill(point(x, y))) {
          ground = over(rgba(style.fill), ground, Number(style.fillOpacity));
        }
        const counts = thin || /halo/.test(shape.getAttribute("class"));
        if (counts && style.stroke !== "none" && shape.isPointInStroke(point(x, y))) {
          ground = over(rgba(style.stroke), ground, Number(style.strokeOpacity));
        }
      }
      return ground;
    };
    const judge = (index, paint, grounds, least, part) => {
      const [shape, kind] = [shapes[index], `${shapes[index].getAttribute("class") ?? "label"}${part}`];
      for (const ground of grounds) {
        const value = ratio(over(paint, ground, 1), ground);
        const known = found.get(kind);
        if (value < least - 0.005 && !(known && known.ratio <= value)) {
          found.set(kind, { kind, paint: hex(paint), ground: hex(ground), ratio: value, least, example: shape.textContent || shape.tagName });
        }
      }
    };
    shapes.forEach((shape, index) => {
      const [style, classes] = [styles[index], shape.getAttribute("class") ?? ""];
      if (HELPERS.test(classes)) return;
      if (shape.tagName === "text") {
        const { x, y, width, height } = shape.getBBox();
        const size = Number.parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const places = [0.1, 0.5, 0.9].map((share) => beneath(index, x + width * share, y + height / 2, false));
        judge(index, rgba(style.fill), isHalo(style) ? [rgba(style.stroke)] : places, large ? 3 : 4.5, "");
        return;
      }
      const box = shape.getBBox();
      if (shape.tagName === "line") {
        const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => shape[name].baseVal.value);
        // A zero line begins beside the bars that stand on it.
        const shares = /\bc-(zero|frame|leader)\b/.test(classes) ? [0] : [0, 0.25, 0.5, 0.75, 1];
        const grounds = shares.map((share) => beneath(index, x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, false));
        judge(index, rgba(style.stroke), grounds, 3, "");
      } else if (style.fill === "none") {
        judge(index, rgba(style.stroke), [page], 3, "");
      } else if (box.width > 0 && box.height > 0) {
        // A shape shows by its fill or by its outline.
        const outline = style.stroke !== "none" && !isHalo(style) && ratio(rgba(style.stroke), page) >= 3;
        if (!outline) judge(index, rgba(style.fill), [page], 3, "");
      }
    });
  }
  return [...found.values()];
}
