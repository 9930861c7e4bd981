// What is wrong with the page for someone who listens, who uses the keyboard, or who does not see well: a list of
// sentences, empty where nothing is. Runs in the page.
const complaints = [];
const complain = (one, what) => {
  const name = (one.ariaLabel ?? one.innerText ?? "").replace(/\s+/g, " ").trim().slice(0, 60);
  complaints.push(`${one.tagName.toLowerCase()}${one.role ? `[${one.role}]` : ""} “${name}”: ${what}`);
};
const shown = (one) => one.checkVisibility({ visibilityProperty: true });
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

for (const one of all("button, input, textarea, select, [role=grid], [role=treegrid], [role=row], [role=tab], [role=menuitem]")) {
  const labelled = one.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.innerText);
  const name = one.ariaLabel || labelled?.join(" ") || one.labels?.[0]?.innerText || one.textContent;
  if (!name?.trim()) complain(one, "has no name");
}

for (const list of all("[role=grid], [role=treegrid]")) {
  const rows = [...list.querySelectorAll("[role=row]")];
  const numbers = rows.map((row) => Number(row.getAttribute("aria-rowindex")));
  if (numbers.some((number) => !(number >= 1))) complain(list, `rows without aria-rowindex: ${numbers}`);
  if (numbers.some((number, at) => at > 0 && number <= numbers[at - 1])) complain(list, `rows out of order: ${numbers}`);
  const count = Number(list.getAttribute("aria-rowcount"));
  if (!(count >= Math.max(...numbers, 0))) complain(list, `aria-rowcount ${count} is below ${numbers.at(-1)}`);
  const active = list.getAttribute("aria-activedescendant");
  if (active !== null && !document.getElementById(active)) complain(list, `its active descendant ${active} is not there`);
  if (list.role === "treegrid" && rows.some((row, at) => at > 0 && !row.ariaLevel)) complain(list, "rows without a level");
  for (const row of rows) if (!row.querySelector("[role=gridcell], [role=columnheader]")) complain(row, "has no cells");
}

const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) complaints.push(`two elements have the id ${id}`);
for (const one of document.querySelectorAll("[aria-labelledby], [aria-describedby]"))
  for (const attribute of ["aria-labelledby", "aria-describedby"])
    for (const id of one.getAttribute(attribute)?.split(" ") ?? [])
      if (!ids.includes(id)) complain(one, `${attribute} names ${id}, which is not there`);
for (const tab of all("[role=tab][aria-selected=true]")) {
  const panel = document.getElementById(tab.getAttribute("aria-controls"));
  if (panel?.role !== "tabpanel") complain(tab, "controls no panel");
}
for (const tabs of all("[role=tablist]")) {
  const stops = [...tabs.querySelectorAll("[role=tab]")].filter((tab) => tab.tabIndex === 0).length;
  if (stops !== 1) complain(tabs, `${stops} stops for the Tab key`);
}

// Contrast (WCAG 2.2, 1.4.3), of every text against what is painted behind it.
const colour = (text) => {
  const parts = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const scale = text.startsWith("color(") ? 255 : 1;
  const alpha = parts[3] ?? 1;
  return { channels: parts.slice(0, 3).map((part) => part * scale), alpha };
};
const over = (top, below) => top.channels.map((part, at) => part * top.alpha + below[at] * (1 - top.alpha));
const luminance = (channels) => {
  const [red, green, blue] = channels.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const behind = (one) => {
  if (one === null) return [255, 255, 255];
  const paint = colour(getComputedStyle(one).backgroundColor);
  return paint.alpha === 1 ? paint.channels : over(paint, behind(one.parentElement));
};
const seen = new Set();
for (const one of all("body *")) {
  const ownText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  const clipped = one.closest(".off-screen") !== null || getComputedStyle(one).clipPath !== "none";
  if (!ownText || clipped || one.closest(":disabled") !== null) continue;
  const style = getComputedStyle(one);
  const back = behind(one);
  const front = over(colour(style.color), back);
  const [light, dark] = [luminance(front), luminance(back)].sort((one, other) => other - one);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const pair = `${style.color} on ${back.map(Math.round)}`;
  if (ratio < (large ? 3 : 4.5) && !seen.has(pair)) {
    seen.add(pair);
    complain(one, `contrast ${ratio.toFixed(2)}, ${pair}, ${one.dataset.role ?? one.className}`);
  }
}
return complaints;
