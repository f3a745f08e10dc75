// Computes the theme and the municipality palettes and writes them as committed CSS, so that set-up needs no CLI.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateColorSchemes, getContrastFromHex } from "@digdir/designsystemet/color";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../platform/sluss/web/static/web/css");
const cli = fileURLToPath(import.meta.resolve("@digdir/designsystemet")).replace(/src\/index\.js$/, "bin/designsystemet.js");
const LIMESTONE = "#F4F1EA";
// Only these four are ever shown in the municipality's colour: the rest of a palette would be dead weight on every page.
const USED = ["base-default", "base-hover", "base-active", "base-contrast-default"];

const minify = (css) => css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(/\s*([{};:,])\s*/g, "$1");

function theme() {
  const work = mkdtempSync(join(tmpdir(), "theme-"));
  const run = (...args) => execFileSync(process.execPath, [cli, "tokens", ...args], { cwd: work });
  run("create", "--config", join(here, "designsystemet.config.json"));
  run("build", "-t", "./design-tokens", "-o", "./build");
  // The fallbacks hold the page's shape while the font is on its way.
  const css = readFileSync(join(work, "build/slusstrappan.css"), "utf8");
  return minify(css).replace(/(--ds-font-family:)[^;}]*/g, '$1"Atkinson Hyperlegible Next",system-ui,sans-serif');
}

function tokens(name, scale) {
  const chosen = scale.filter((color) => USED.includes(color.name));
  const text = chosen.find((color) => color.name === "base-contrast-default").hex;
  for (const { name: use, hex } of chosen.filter((color) => color.hex !== text)) {
    if (getContrastFromHex(hex, text) < 4.5) throw new Error(`${name} ${use}: text on ${hex} is below 4.5:1`);
  }
  return chosen.map((color) => `--ds-color-municipality-${color.name}:${color.hex}`).join(";");
}

function palette([name, hex]) {
  if (getContrastFromHex(hex, LIMESTONE) < 3) throw new Error(`${name}: ${hex} on limestone is below 3:1`);
  const { light, dark } = generateColorSchemes(hex);
  const selector = `[data-palette="${name}"]`;
  const darkMode = `@media (prefers-color-scheme:dark){${selector}{${tokens(name, dark)}}}`;
  return `${selector}{${tokens(name, light)}}${darkMode}`;
}

const palettes = Object.entries(JSON.parse(readFileSync(join(here, "palettes.json"), "utf8")));
writeFileSync(join(target, "theme.css"), `${theme()}\n`);
writeFileSync(join(target, "palettes.css"), `@layer sluss.palettes{\n${palettes.map(palette).join("\n")}\n}\n`);
