"""The page in Debian's Chromium with a software canvas: ``python tests/benchmarks/page.py``.

For each page: seconds until the map is drawn, redraws a second while it is dragged and
zoomed and what one costs the page's thread, milliseconds of a search, megabytes of script
memory. The clock on the wall suffers from other programs, the thread's time hardly. With ``--stock`` a plain pyvis
page of the same nodes and edges, physics off, runs first (it loads nothing: its scripts are
inlined here). Nothing is asserted: figures depend on the machine.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from many_nodes import many_nodes

from graphbuild.model import Build
from graphbuild.write.html import _VIS_NETWORK, write_html

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --enable-precise-memory-info"
BUILD = Build(base_iri="https://example.org/graph/", version="1", model="m", settings_digest="d")

REDRAWS = """async () => {
  const map = network;
  if (typeof moving !== "undefined") moving = true;
  let frames = 0;
  map.on("afterDrawing", () => { frames++; });
  const wait = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  for (let turn = 0; performance.now() - start < 3000; turn++) {
    const { x, y } = map.getViewPosition();
    map.moveTo({ position: { x: x + 12, y }, scale: map.getScale() * (turn % 20 < 10 ? 1.03 : 1 / 1.03) });
    await wait();
  }
  return [frames, (performance.now() - start) / 1000];
}"""
SEARCH = """() => {
  const words = ["a", "be", "lo", "mara", "xyz", "ti pe"];
  const times = words.map((word) => { const begin = performance.now(); find(word); return performance.now() - begin; });
  return Math.max(...times);
}"""


def measure(browser: Any, path: Path, *, ours: bool) -> str:
    """Open the page in a window of its own and tell what was measured."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    begin = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready]", timeout=120_000)
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    opened = time.perf_counter() - begin
    figures = [f"drawn after {opened:.1f} s"]
    if ours:
        figures.append(f"{page.evaluate('drawn.order.length')} nodes drawn first")
        figures.append(f"search {page.evaluate(SEARCH):.0f} ms")
        begin = time.perf_counter()
        page.evaluate("change({ drawn: MOST_DRAWN })")
        figures.append(f"the rest after {time.perf_counter() - begin:.1f} s")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy(session)
    frames, lasted = page.evaluate(REDRAWS)
    figures.append(f"{frames / lasted:.0f} redraws/s")
    figures.append(f"{1000 * (_busy(session) - before) / frames:.0f} ms of the thread each")
    memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    figures.append(f"{memory:.0f} MB of script memory")
    figures.append(f"{path.stat().st_size / 1e6:.1f} MB page")
    page.context.close()
    return ", ".join(figures)


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(item["value"] for item in metrics if item["name"] == "TaskDuration"))


def write_stock(path: Path, graph: Any) -> None:
    """Write what pyvis would, with its scripts inlined so that it opens offline."""
    import json

    names = {iri: index for index, iri in enumerate(graph)}
    nodes = [
        {"id": i, "label": graph.nodes[iri]["label"], "shape": "dot"} for iri, i in names.items()
    ]
    edges = [{"from": names[a], "to": names[b]} for a, b in graph.edges()]
    data = json.dumps({"nodes": nodes, "edges": edges})
    path.write_text(
        f"<!doctype html><meta charset=utf-8><div id=n style='height:900px'></div>"
        f"<script>{_VIS_NETWORK.read_text('utf-8')}</script><script>const d={data};"
        "const network=new vis.Network(n,{nodes:new vis.DataSet(d.nodes),edges:new vis.DataSet(d.edges)},"
        "{physics:{enabled:false},layout:{improvedLayout:false}});network.once('afterDrawing',()=>{document.body.dataset.ready=1})"
        "</script>",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", default=["1000:3000", "5000:15000", "50000:150000"])
    parser.add_argument("--stock", action="store_true", help="measure plain pyvis beside it")
    arguments = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS.split()
        )
        for size in arguments.sizes:
            nodes, edges = map(int, size.split(":"))
            knowledge, graph = many_nodes(nodes, edges)
            path = Path(folder) / f"{nodes}.html"
            if arguments.stock:
                write_stock(path, graph)
                print(f"{size} pyvis: {measure(browser, path, ours=False)}", flush=True)
            begin = time.process_time()
            write_html(path, knowledge, graph, BUILD)
            print(
                f"{size} built in {time.process_time() - begin:.1f} s of the processor", flush=True
            )
            print(f"{size} ours:  {measure(browser, path, ours=True)}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
