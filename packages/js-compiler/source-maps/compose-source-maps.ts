/** Joins the maps of two printing steps into one. */
import { SourceMapConsumer, SourceMapGenerator } from "source-map-js";
import type { SourceMap } from "../types.ts";
import { parseSourceMap } from "./parse-source-map.ts";

/**
 * The map from the text that `outer` was made for to the sources of `inner`, where `inner` maps the
 * text that `outer` started from. Positions that `inner` does not know are left out.
 * @throws {TypeError} when a map is corrupt.
 */
export function composeSourceMaps(outer: SourceMap, inner: SourceMap): SourceMap {
  const outerMap = parseSourceMap(outer);
  const innerMap = parseSourceMap(inner);
  if (outerMap === undefined) {
    throw new TypeError("Cannot compose source maps: the outer is corrupt.");
  }
  if (innerMap === undefined) {
    throw new TypeError("Cannot compose source maps: the inner is corrupt.");
  }
  const generator = new SourceMapGenerator(
    outerMap.file === undefined ? {} : { file: outerMap.file },
  );
  const innerConsumer = new SourceMapConsumer(raw(innerMap));
  new SourceMapConsumer(raw(outerMap)).eachMapping((mapping) => {
    if (mapping.originalLine === null || mapping.originalLine === undefined) return;
    const origin = innerConsumer.originalPositionFor({
      line: mapping.originalLine,
      column: mapping.originalColumn ?? 0,
    });
    if (origin.source === null || origin.line === null || origin.column === null) return;
    generator.addMapping({
      generated: { line: mapping.generatedLine, column: mapping.generatedColumn },
      original: { line: origin.line, column: origin.column },
      source: origin.source,
      ...(origin.name === null || origin.name === undefined ? {} : { name: origin.name }),
    });
  });
  const composed = parseSourceMap(generator.toString());
  if (composed === undefined) {
    throw new TypeError("Cannot compose source maps: the result is corrupt.");
  }
  return composed;
}

function raw(map: SourceMap): ConstructorParameters<typeof SourceMapConsumer>[0] {
  return {
    ...map,
    version: "3",
    file: map.file ?? "",
    sources: [...map.sources],
    names: [...map.names],
  };
}
