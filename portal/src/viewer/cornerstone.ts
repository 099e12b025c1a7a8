import * as core from '@cornerstonejs/core';
import { Enums, metaData } from '@cornerstonejs/metadata';
import * as tools from '@cornerstonejs/tools';
import dicomImageLoader from '@cornerstonejs/dicom-image-loader';
import type { Slice } from '../study/stack';
import type { Header } from './header';

export const toolNames = {
  window: tools.WindowLevelTool.toolName,
  pan: tools.PanTool.toolName,
  zoom: tools.ZoomTool.toolName,
  scroll: tools.StackScrollTool.toolName,
} as const;

export type ToolName = keyof typeof toolNames;

let ready = false;

/** True while our own provider asks the others. */
let asking = false;

/** Cornerstone holds its state in modules: it starts once a page. */
export function startCornerstone(): void {
  if (ready) return;
  core.init();
  dicomImageLoader.init({ maxWebWorkers: 2 });
  core.metaData.addProvider(windowsWithoutNonsense, 10_000);
  tools.init();
  for (const tool of [tools.WindowLevelTool, tools.PanTool, tools.ZoomTool, tools.StackScrollTool]) tools.addTool(tool);
  ready = true;
}

/**
 * A WindowWidth (0028,1051) below 1 is none (PS3.3 C.11.2.1.2.1), but scanners write 0. Cornerstone would take it and draw
 * the picture inverted: black bone on CT.
 */
function windowsWithoutNonsense(type: string, imageId: string): unknown {
  if (type !== 'voiLutModule' || asking) return undefined;
  asking = true;
  try {
    const module = core.metaData.get(type, imageId) as { windowWidth?: readonly number[] } | undefined;
    const width = module?.windowWidth?.[0];
    return width !== undefined && width < 1 ? { ...module, windowWidth: undefined, windowCenter: undefined } : undefined;
  } finally {
    asking = false;
  }
}

/** Frames are counted from 1 in a wadouri address, as in DICOM. */
export function imageIdOf(slice: Slice): string {
  const url = `wadouri:${location.origin}${slice.path}`;
  return slice.frames > 1 ? `${url}?frame=${slice.frame}` : url;
}

/** A loaded picture's header. */
export function headerOf(imageId: string): Header {
  return (metaData.get(Enums.MetadataModules.NATURALIZED, imageId) as Header | undefined) ?? {};
}

/** Pixels leave memory with the study: nothing of it stays for the next person. */
export function forgetImages(): void {
  core.cache.purgeCache();
  // The loader keeps each file as parsed; the cache above does not know of it.
  metaData.clear(Enums.MetadataModules.NATURALIZED);
}

const { MouseBindings } = tools.Enums;

/** The chosen tool on the left button and one finger; the others where radiologists expect them. */
export function bindTools(group: tools.Types.IToolGroup, chosen: ToolName): void {
  for (const name of Object.values(toolNames)) group.setToolPassive(name, { removeAllBindings: true });
  const bindings: Record<ToolName, tools.Types.IToolBinding[]> = {
    window: [],
    pan: [{ mouseButton: MouseBindings.Auxiliary }, { numTouchPoints: 2 }],
    zoom: [{ mouseButton: MouseBindings.Secondary }],
    scroll: [{ mouseButton: MouseBindings.Wheel }],
  };
  bindings[chosen].push({ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 });
  for (const [name, list] of Object.entries(bindings) as [ToolName, tools.Types.IToolBinding[]][])
    if (list.length > 0) group.setToolActive(toolNames[name], { bindings: list });
}
