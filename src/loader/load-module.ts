import vm from 'node:vm';
import type { ExportDescription, Position, SourceFile } from '../protocol/solution';
import { describeExports } from './describe-exports';
import { LoadFailure } from './load-failure';
import { PROBES_MODULE } from './instrument';
import { lineStarts, placeOf } from './lines';
import { readInterface, type ModuleInterface, type ModuleRequest } from './module-requests';
import { prepareSource, type PreparedSource, type PrepareSource } from './prepare-source';
import type { Probes } from './probes';
import { resolveFile } from './resolve-file';
import type { StackPositions } from './stack-positions';

/** What modules may import besides each other, by specifier. Asked for when the first module imports it. */
export type Packages = Readonly<Record<string, () => object | Promise<object>>>;

export interface LoadOptions {
  readonly files: readonly SourceFile[];
  /** The path of the module whose exports are wanted. */
  readonly entry: string;
  readonly packages: Packages;
  readonly stacks: StackPositions;
  /** Instruments the files, and tells these what passes through their expressions. */
  readonly probes?: Probes | undefined;
  /** How sources are prepared: `rememberSources()` for whoever loads the same files again and again. */
  readonly prepare?: PrepareSource;
  /** Called when all files and packages are there, before the first line runs. */
  readonly beforeEvaluation?: () => void;
}
export interface LoadedModule {
  readonly namespace: Readonly<Record<string, unknown>>;
  readonly exports: readonly ExportDescription[];
}

interface FileModule {
  readonly source: PreparedSource;
  readonly interface: ModuleInterface;
  readonly module: vm.SourceTextModule;
}

/**
 * Loads a fresh instance of a module and of every file it imports: no two calls share any state.
 * Needs Node's `--experimental-vm-modules`. Throws LoadFailure.
 */
export async function loadModule(options: LoadOptions): Promise<LoadedModule> {
  const texts = new Map(options.files.map(({ path, text }) => [path, text]));
  const files = new Map<string, FileModule>();
  const packages = new Map<string, vm.SyntheticModule>();
  const { stacks, probes, prepare = prepareSource } = options;

  const addPackage = async (specifier: string, namespace: object): Promise<void> => {
    if (packages.has(specifier)) return;
    const names = Object.keys(namespace);
    const module = new vm.SyntheticModule(
      names,
      () => {
        for (const name of names) module.setExport(name, (namespace as Record<string, unknown>)[name]);
      },
      { identifier: specifier },
    );
    packages.set(specifier, module);
    await module.link(() => Promise.reject(new Error('a package imports nothing')));
  };

  /** Brings in what a specifier stands for, and all that it imports in turn. */
  const bringIn = async (specifier: string, from: string, position: Position | undefined): Promise<void> => {
    const path = resolveFile(specifier, from, texts);
    if (path !== undefined) return addFile(path);
    const load = Object.hasOwn(options.packages, specifier) ? options.packages[specifier] : undefined;
    if (load === undefined) throw missingModule(specifier, position);
    if (!packages.has(specifier)) await addPackage(specifier, await load());
  };

  const addFile = async (path: string): Promise<void> => {
    if (files.has(path)) return;
    const source = prepare(path, texts.get(path)!, probes?.nextSite());
    probes?.add(source);
    const identifier = stacks.register(source);
    const module = compile(source, identifier, (specifier) => importLate(specifier, path));
    const file = { source, interface: readInterface(source), module };
    files.set(path, file);
    for (const { specifier, position } of file.interface.requests) await bringIn(specifier, path, position);
  };

  const moduleFor = (specifier: string, from: string): vm.Module => {
    const path = resolveFile(specifier, from, texts);
    const module = path === undefined ? packages.get(specifier) : files.get(path)?.module;
    if (module === undefined) throw missingModule(specifier, undefined);
    return module;
  };

  /** Checks every name before V8 does, which says no position. */
  const checkNames = (): void => {
    for (const [path, file] of files) {
      for (const request of file.interface.requests) {
        for (const { name, position } of request.names) {
          if (!exportsName(request.specifier, path, name, new Set())) throw missingExport(request, name, position);
        }
      }
    }
  };
  const exportsName = (specifier: string, from: string, name: string, asked: Set<string>): boolean => {
    const path = resolveFile(specifier, from, texts);
    if (path === undefined) return packages.has(specifier) && name in packages.get(specifier)!.namespace;
    if (asked.has(path)) return false;
    asked.add(path);
    const { exports, stars } = files.get(path)!.interface;
    if (exports.some((found) => found.name === name)) return true;
    return name !== 'default' && stars.some((star) => exportsName(star, path, name, asked));
  };

  const start = async (entry: vm.Module): Promise<void> => {
    checkNames();
    if (entry.status === 'unlinked') {
      await entry.link((specifier, referrer) => moduleFor(specifier, pathOf(referrer)));
    }
    await entry.evaluate();
  };
  const pathOf = (module: vm.Module): string => {
    for (const [path, file] of files) if (file.module === module) return path;
    throw new Error('a module that was never added');
  };

  const importLate = async (specifier: string, from: string): Promise<vm.Module> => {
    await bringIn(specifier, from, undefined);
    const module = moduleFor(specifier, from);
    await start(module);
    return module;
  };

  if (!texts.has(options.entry)) throw new LoadFailure('import', `There is no file "${options.entry}"`, { subject: options.entry });
  if (probes !== undefined) await addPackage(PROBES_MODULE, probes.functions);
  await addFile(options.entry);
  const entry = files.get(options.entry)!.module;
  try {
    options.beforeEvaluation?.();
    await start(entry);
  } catch (error) {
    if (error instanceof LoadFailure) throw error;
    throw new LoadFailure('threw', 'The module threw while it loaded', { cause: error });
  }
  const namespace = entry.namespace as Readonly<Record<string, unknown>>;
  return { namespace, exports: describeExports(options.entry, namespace, files, texts) };
}

/** Compiles a module. What acorn lets pass and V8 refuses is a syntax error too, with the line that V8 names. */
function compile(source: PreparedSource, identifier: string, importLate: (specifier: string) => Promise<vm.Module>): vm.SourceTextModule {
  const make = (code: string): vm.SourceTextModule =>
    new vm.SourceTextModule(code, {
      identifier,
      initializeImportMeta: (meta) => {
        meta.url = identifier;
      },
      importModuleDynamically: importLate as never,
    });
  try {
    return make(source.code);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LoadFailure('syntax', error.message, { position: refusedPosition(source, error), cause: error });
  }
}

/** V8 prints the line that it refuses above the message, with carets below it. */
function refusedPosition({ path, text, toOriginal }: PreparedSource, error: SyntaxError): Position {
  const [, line, carets] = /:(\d+)\n.*\n(\s*)\^/.exec(error.stack ?? '') ?? [];
  if (line === undefined || carets === undefined) return { file: path, ...placeOf(lineStarts(text), 0) };
  return { file: path, line: Number(line), column: toOriginal(Number(line), carets.length + 1) };
}

function missingModule(specifier: string, position: Position | undefined): LoadFailure {
  const builtin = specifier.startsWith('node:');
  const message = builtin ? `"${specifier}" is part of Node and is not available here` : `There is no module "${specifier}" here`;
  return new LoadFailure('import', message, { position, subject: specifier });
}

function missingExport(request: ModuleRequest, name: string, position: Position): LoadFailure {
  return new LoadFailure('import', `"${request.specifier}" has no export "${name}"`, { position, subject: request.specifier });
}
