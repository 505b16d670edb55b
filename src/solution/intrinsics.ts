/**
 * Learner code shares this process's `JSON`, `Array.prototype` and the rest with the code that speaks to the grader.
 * Whatever it replaces is put right while our code runs, and put back before its own goes on: a polyfill, or an
 * experiment with `Array.prototype.map`, must not garble what is sent. It is no wall against malice.
 */
export interface Intrinsics {
  /** To be called when learner code hands over to ours. */
  readonly clean: () => void;
  /** To be called before ours hands over to learner code. */
  readonly restore: () => void;
  /** Runs code of ours, whether learner code called it or our own. */
  readonly ours: <T>(run: () => T) => T;
}

/** What our side of the conversation uses; every one costs time with each call. */
const names = [
  'Array', 'DataView', 'Float32Array', 'Float64Array', 'Int32Array', 'JSON', 'Map', 'Number', 'Object', 'Promise', 'Reflect',
  'RegExp', 'Set', 'String', 'TextDecoder', 'TextEncoder', 'Uint8Array',
] as const;

type Slot = { readonly holder: Record<PropertyKey, unknown>; readonly key: PropertyKey; readonly descriptor: PropertyDescriptor };
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;

/** Remembers what the language's own objects are now. */
export function captureIntrinsics(): Intrinsics {
  const holders = holdersOf();
  const slots = holders.flatMap((holder) => slotsOf(holder));
  // What is added to these is found by every lookup that misses: `toJSON` above all.
  const roots = [Object.prototype, Array.prototype].map((holder) => ({ holder, keys: new Set(ownKeys(holder)), count: ownKeys(holder).length }));
  let replaced: Slot[] = [];
  let isClean = true;

  const take = (holder: Slot['holder'], key: PropertyKey): void => {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) replaced[replaced.length] = { holder, key, descriptor };
  };

  const clean = (): void => {
    if (isClean) return;
    isClean = true;
    for (let i = 0; i < slots.length; i++) {
      const { holder, key, descriptor } = slots[i]!;
      if (holder[key] === descriptor.value) continue;
      take(holder, key);
      defineProperty(holder, key, descriptor);
    }
    for (let i = 0; i < roots.length; i++) {
      const { holder, keys, count } = roots[i]!;
      const present = ownKeys(holder);
      if (present.length === count) continue;
      for (let j = 0; j < present.length; j++) {
        const key = present[j]!;
        if (keys.has(key)) continue;
        take(holder as Slot['holder'], key);
        deleteProperty(holder, key);
      }
    }
  };
  const restore = (): void => {
    isClean = false;
    for (let i = 0; i < replaced.length; i++) defineProperty(replaced[i]!.holder, replaced[i]!.key, replaced[i]!.descriptor);
    if (replaced.length > 0) replaced = [];
  };

  return {
    clean,
    restore,
    ours: (run) => {
      if (isClean) return run();
      clean();
      try {
        return run();
      } finally {
        restore();
      }
    },
  };
}

function holdersOf(): readonly object[] {
  const globals = globalThis as unknown as Record<string, { readonly prototype?: object }>;
  const found = new Set<object>();
  for (const name of names) {
    const value = globals[name]!;
    found.add(value);
    if (value.prototype !== undefined) found.add(value.prototype);
  }
  const typedArray = Object.getPrototypeOf(Uint8Array) as { readonly prototype: object };
  found.add(typedArray).add(typedArray.prototype);
  found.add(Object.getPrototypeOf([][Symbol.iterator]()) as object);
  return [...found];
}

/** Every replaceable property of an object, and the object's own name among the globals. */
function slotsOf(holder: object): readonly Slot[] {
  const target = holder as Slot['holder'];
  const own = Reflect.ownKeys(holder).flatMap((key) => {
    const descriptor = Reflect.getOwnPropertyDescriptor(holder, key)!;
    return descriptor.configurable === true && 'value' in descriptor ? [{ holder: target, key, descriptor }] : [];
  });
  const name = names.find((candidate) => (globalThis as unknown as Record<string, unknown>)[candidate] === holder);
  if (name === undefined) return own;
  return [...own, { holder: globalThis as unknown as Slot['holder'], key: name, descriptor: Reflect.getOwnPropertyDescriptor(globalThis, name)! }];
}
