// test/simulation/broken.ts
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_esbuild = require("esbuild");
var ROOT = (0, import_node_path.join)(__dirname, "../..");
var breaking = ({ file, piece, by }) => ({
  name: "breaking",
  setup: (builder) => {
    builder.onLoad({ filter: new RegExp(`/${file.replace(/[.]/g, "\\.")}$`) }, ({ path }) => {
      const source = (0, import_node_fs.readFileSync)(path, "utf8");
      if (source.split(piece).length !== 2) return { errors: [{ text: `${file} does not hold exactly once: ${piece}` }] };
      return { contents: source.replace(piece, () => by), loader: "ts" };
    });
  }
});
async function brokenBundle(broken) {
  const options = { entryPoints: [(0, import_node_path.join)(ROOT, "src/server/main.ts")], bundle: true, write: false, metafile: true, define: { CAPABILITIES: "[]" }, target: "es2019", platform: "neutral", logLevel: "silent", absWorkingDir: ROOT, outfile: "Code.js", plugins: broken === null ? [] : [breaking(broken)] };
  const names = Object.values((await (0, import_esbuild.build)({ ...options, format: "esm" })).metafile.outputs)[0]?.exports ?? [];
  const stubs = names.map((name) => `function ${name}() { return app_.${name}.apply(this, arguments); }`).join("\n");
  const { outputFiles } = await (0, import_esbuild.build)({ ...options, format: "iife", globalName: "app_", footer: { js: stubs } });
  const folder = (0, import_node_fs.mkdtempSync)((0, import_node_path.join)((0, import_node_os.tmpdir)(), "broken-"));
  (0, import_node_fs.writeFileSync)((0, import_node_path.join)(folder, "Code.js"), outputFiles[0]?.text ?? "");
  for (const name of ["Sidebar.html", "appsscript.json"]) (0, import_node_fs.copyFileSync)((0, import_node_path.join)(ROOT, "dist", name), (0, import_node_path.join)(folder, name));
  return folder;
}
var BREAKS = [
  { name: "an interrupted line is sent again instead of looked at", file: "slice.ts", piece: "line.outcome = 'checking';\n  keep(", by: "line.outcome = 'queued';\n  keep(", seen: ["step-send"], most: 60 },
  { name: "a line without a clear answer is sent again", file: "verdict.ts", piece: "case 'unknown': return { outcome: 'checking'", by: "case 'unknown': return { outcome: 'queued'", seen: ["two-faults"], most: 60 },
  { name: "nothing is written down before Google is asked", file: "slice.ts", piece: "run.queue.save(lines);\n  deps.flush();", by: "", seen: ["step-send"], most: 60 },
  { name: "nothing locks", file: "desk.ts", piece: "if (!deps.lock.take(waitMs)) return no('busy');", by: "deps.lock.take(waitMs);", seen: ["admins"], most: 60 },
  { name: "another job does not stop a new one", file: "desk.ts", piece: "if (other !== null && !hasEnded(other)) return no('other-job', other.by);\n      const planned", by: "const planned", seen: ["admins"], most: 60 },
  { name: "no grace for reads that lag", file: "settle.ts", piece: "now < since + GRACE_MS", by: "false", seen: ["options"], most: 1e3 },
  { name: "marks are cleared before sending", file: "slice.ts", piece: "const asked = askAction(", by: "deps.accounts.setMarks((deps.accounts.read()?.rows ?? []).map(row => row.row), false); deps.flush();\n  const asked = askAction(", seen: ["step-send"], most: 60 },
  { name: "lines are written without a look where they are", file: "queue.ts", piece: "if (inPlace(spansOf([...unproven, ...present], lines))) {", by: "if (present.length > 0) {", seen: ["edits"], most: 120 },
  { name: "rows are written without a look afterwards", file: "project.ts", piece: "if (first < 0) return changed;", by: "if (first < 0 || tries > 0) return changed;", seen: ["edits"], most: 240 },
  { name: "what was not shown is sent", file: "desk.ts", piece: "if (planIdOf(action, options, addresses) !== planId) return no('plan-changed');", by: "", seen: ["edits"], most: 240 },
  { name: "a job has ended before its rows show it", file: "slice.ts", piece: "status === 'done' || status === 'stopped' ? { ...run.record, status: 'running' } : run.record", by: "run.record", seen: ["step-send"], most: 120 },
  { name: "a killed refresh counts pages that nobody wrote down", file: "refresh.ts", piece: "listing: run.kept,", by: "listing: run.listing,", seen: ["step-refresh"], most: 240 }
];

// ../../tmp/sim/g.ts
(async () => console.log(await brokenBundle(BREAKS.find((b) => b.name.includes(process.argv[2])))))();
