import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { runOrThrow } from '../process/run';
import { buildExtras } from './build-extras';
import { codeServerVersion, home, nodeMajor, nodePackage, partialTool, tool, vscodeFolder } from './location';
import { npm } from './npm';
import { trim } from './trim';

type Say = (line: string) => void;

interface Step {
  readonly name: string;
  readonly title: string;
  readonly work: (say: Say) => Promise<void>;
}

const stampOf = (folder: string): string => `${folder}/complete`;
const wanted = `code-server ${codeServerVersion}, Node ${nodeMajor}, ${process.platform}-${process.arch}\n`;

const installFlags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];

function steps(nodeName: string): readonly Step[] {
  const inVscode = `${partialTool}/${vscodeFolder}`;
  return [
    {
      name: 'programs',
      title: `Node ${nodeMajor} and code-server ${codeServerVersion}`,
      work: async () => {
        await writeFile(`${partialTool}/package.json`, '{"private":true}\n');
        await npm(['install', ...installFlags, `${nodeName}@${nodeMajor}`, `code-server@${codeServerVersion}`], partialTool);
      },
    },
    {
      name: 'editor',
      title: 'what VS Code needs',
      work: () => npm(['install', ...installFlags], inVscode),
    },
    {
      name: 'extensions',
      title: "what VS Code's own extensions need",
      work: () => npm(['install', ...installFlags], `${inVscode}/extensions`),
    },
    { name: 'extras', title: 'two native extras', work: (say) => buildExtras(partialTool, say) },
    { name: 'trim', title: 'removing what is not used', work: () => trim(partialTool) },
    {
      name: 'check',
      title: 'trying it',
      work: async () => {
        const node = `${partialTool}/node_modules/${nodeName}/bin/node`;
        await runOrThrow(node, [`${partialTool}/node_modules/code-server/out/node/entry.js`, '--version'], {
          env: { ...process.env, XDG_CONFIG_HOME: partialTool, XDG_DATA_HOME: partialTool },
        });
      },
    },
  ];
}

/**
 * Has code-server and the Node it runs on in `.code-server/tool`: at once when they are there, else from the npm
 * registry in a minute or two. An interrupted installation goes on with the step it was at.
 * Throws where there is no Node to be had for this machine, and when a step fails.
 */
export async function ensureCodeServer(say: Say = console.log): Promise<void> {
  if ((await readFile(stampOf(tool), 'utf8').catch(() => '')) === wanted) return;

  const nodeName = nodePackage();
  if (nodeName === undefined) {
    throw new Error(
      `code-server does not run on ${process.platform}-${process.arch}. With VS Code installed, use: npm start -- --desktop`,
    );
  }

  await startOver();
  say(`Fetching code-server (a VS Code in the browser) into ${tool}: about 250 MB to fetch, 380 MB on disk, a minute or two. This happens once.`);
  const all = steps(nodeName);
  for (const [index, step] of all.entries()) {
    const label = `  [${index + 1}/${all.length}] ${step.title}`;
    const mark = `${partialTool}/done-${step.name}`;
    if (existsSync(mark)) {
      say(`${label}: there already`);
      continue;
    }
    await timed(label, say, () => step.work(say));
    await writeFile(mark, '');
  }
  await writeFile(stampOf(partialTool), wanted);
  await rm(tool, { recursive: true, force: true });
  await rename(partialTool, tool);
}

/** Begins a new partial installation, unless one of the same releases waits to be continued. */
async function startOver(): Promise<void> {
  const begun = `${partialTool}/wanted`;
  if ((await readFile(begun, 'utf8').catch(() => '')) === wanted) return;
  await rm(partialTool, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await mkdir(partialTool);
  await writeFile(begun, wanted);
}

async function timed(label: string, say: Say, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - start) / 1000)} s`;
  say(`${label} …`);
  const reassurance = setInterval(() => say(`        still at it after ${seconds()}`), 20_000);
  try {
    await work();
  } finally {
    clearInterval(reassurance);
  }
  say(`        done in ${seconds()}`);
}
