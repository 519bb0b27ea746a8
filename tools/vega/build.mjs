// Builds static/vendor/vega-runtime.js from the packages of package-lock.json, with their licences beside it.
import * as esbuild from "esbuild";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const here = import.meta.dirname;
const target = path.resolve(here, "../../static/vendor");
const LIMIT = 135 * 1024; // bytes, brotli

// Parts that no chart of the site uses. They are reached only from expression functions such as geoArea(),
// and throw if one is ever called.
const LEFT_OUT = ["d3-geo", "d3-geo-projection", "vega-projection", "topojson-client", "d3-dsv", "vega-crossfilter"];

const leaveOut = {
  name: "leave-out",
  setup(build) {
    const filter = new RegExp(`^(${LEFT_OUT.join("|")})$`);
    build.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, async ({ path: name }) => {
      const names = Object.keys(await import(name)).filter((each) => /^[A-Za-z]\w*$/.test(each) && each !== "default");
      const refuse = `const refuse = () => { throw Error("${name} is not in this build of Vega"); };`;
      return { contents: `${refuse}\n${names.map((each) => `export { refuse as ${each} };`).join("\n")}`, loader: "js" };
    });
  },
};

const result = await esbuild.build({
  entryPoints: [path.join(here, "runtime.js")],
  outfile: path.join(target, "vega-runtime.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  platform: "browser",
  legalComments: "none",
  banner: { js: "/* Vega, slim: built by tools/vega/build.mjs; licences in LICENSES.txt */" },
  define: { "process.env.NODE_ENV": '"production"' },
  metafile: true,
  plugins: [leaveOut],
});

const inputs = Object.values(result.metafile.outputs)[0].inputs;
const sizes = new Map();
for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? "this folder";
  sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
}
licences([...sizes.keys()].filter((name) => name !== "this folder").sort());
report();

function licences(names) {
  const texts = names.map((name) => {
    const folder = path.join(here, "node_modules", name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = fs.readdirSync(folder).find((each) => /^licen[sc]e/i.test(each));
    const text = file ? fs.readFileSync(path.join(folder, file), "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}`;
  });
  const intro = "vega-runtime.js is built from these packages.";
  fs.writeFileSync(path.join(target, "LICENSES.txt"), [intro, ...texts].join(`\n\n${"=".repeat(72)}\n\n`) + "\n");
}

function report() {
  const bytes = fs.readFileSync(path.join(target, "vega-runtime.js"));
  const brotli = zlib.brotliCompressSync(bytes).length;
  for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 14)) {
    console.log(`  ${name.padEnd(24)} ${String(size).padStart(8)}`);
  }
  console.log(`vega-runtime.js: ${bytes.length} bytes, gzip ${zlib.gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  if (brotli > LIMIT) {
    console.error(`over the limit of ${LIMIT} bytes (brotli)`);
    process.exitCode = 1;
  }
}
