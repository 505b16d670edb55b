import { readdir, rm } from 'node:fs/promises';
import { nodePackage, vscodeFolder } from './location';

/** Assistants, their sandboxes and sign-in: large, and of no use to a learner who works alone and offline. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'extensions/github-authentication',
  'extensions/github',
];

/** Removes what is not used from an installation: of 800 MB about 450 stay. */
export async function trim(installation: string): Promise<void> {
  const vscode = `${installation}/${vscodeFolder}`;
  const removals = [
    ...unused.map((path) => `${vscode}/${path}`),
    // Headers were for the extras alone.
    `${installation}/node_modules/${nodePackage()}/include`,
    ...(await otherPlatforms(`${vscode}/node_modules/@vscode/ripgrep-universal/bin`)),
    ...(await otherPlatforms(`${vscode}/node_modules/node-pty/prebuilds`)),
  ];
  await Promise.all(removals.map((path) => rm(path, { recursive: true, force: true })));
}

/** Folders named after a platform that is not this one's. */
async function otherPlatforms(folder: string): Promise<string[]> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const ours = `${process.platform}-${process.arch}`;
  if (!names.includes(ours)) return [];
  return names.filter((name) => /^[a-z0-9]+-[a-z0-9]+$/.test(name) && name !== ours).map((name) => `${folder}/${name}`);
}
