// Posters: each prints on one sheet of A4, with everything that matters on it.

const SHEET = { width: 794, height: 1122 };

/** Prints a poster and looks at what is on the sheet; `whole` where no fact may be left out. */
async function print(browser, origin, address, check, whole) {
  const page = await browser.newPage({ viewport: SHEET });
  await page.goto(origin + address, { waitUntil: "load" });
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  const sheets = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  check(sheets === 1, `${address}: ${sheets} sheets`);
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? [];
  check(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${address}: ${width} × ${height} points, not A4`);
  await page.emulateMedia({ media: "print" });
  const outside = await page.evaluate(() => {
    const whole = document.querySelector(".sheet").getBoundingClientRect();
    const parts = ["h1", ".sheet-meta", ".qr", ".sheet-read", ".sheet-address"].map((name) => [name, document.querySelector(name)]);
    const isOff = ({ left, top, right, bottom, width }) =>
      width === 0 || left < whole.left - 1 || top < whole.top - 1 || right > whole.right + 1 || bottom > whole.bottom + 1;
    const text = document.createRange();
    return parts.filter(([, part]) => {
      if (!part) return true;
      text.selectNodeContents(part);
      return isOff(part.getBoundingClientRect()) || (part.textContent && isOff(text.getBoundingClientRect()));
    }).map(([name]) => name);
  });
  check(outside.length === 0, `${address}: not on the sheet: ${outside.join(", ")}`);
  const left = await page.evaluate(() => {
    const list = document.querySelector(".sheet dl")?.getBoundingClientRect();
    return [...document.querySelectorAll(".sheet dl > div")].filter((fact) => fact.getBoundingClientRect().left > list.right - 1).length;
  });
  check(!whole || left === 0, `${address}: ${left} facts left out`);
  const bar = await page.locator(".poster-bar").isVisible();
  check(!bar, `${address}: the way back is printed`);
  await page.close();
}

/** Looks at posters; the link to one is on its story's screen and not on its paper. */
export async function lookAtPosters(browser, origin, addresses, check, whole) {
  if (addresses.length === 0) return;
  for (const address of addresses) await print(browser, origin, address, check, whole);
  const [first] = addresses;
  const page = await browser.newPage();
  await page.goto(origin + first.replace(/poster\/$/, ""), { waitUntil: "load" });
  const link = page.locator(`a[href$="${new URL(first, origin).pathname}"]`);
  check(await link.isVisible(), `${first}: its story does not lead to it`);
  await page.emulateMedia({ media: "print" });
  check(!(await link.isVisible()), `${first}: the link to it is printed`);
  await page.close();
  console.log(`${addresses.length} posters on one sheet each`);
}
