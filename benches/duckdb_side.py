"""The yardstick of queries: DuckDB on the same Parquet files.

Reads one JSON object a line: {"files": [...], "threads": n} sets the view `t`, {"sql": "..."} asks.
Answers one JSON object a line. Its clock runs until the last row is fetched.
"""

import json
import sys
import time

import duckdb


def main():
    connection = duckdb.connect()
    # It would be drawn among the answers.
    connection.execute("SET enable_progress_bar = false")
    print(json.dumps({"version": duckdb.__version__}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "files" in order:
            connection.execute(f"SET threads TO {int(order['threads'])}")
            names = ", ".join("'" + name.replace("'", "''") + "'" for name in order["files"])
            connection.execute(f"CREATE OR REPLACE VIEW t AS SELECT * FROM read_parquet([{names}])")
            answer = {"ms": 0.0, "rows": []}
        else:
            started = time.perf_counter()
            rows = connection.execute(order["sql"]).fetchall()
            answer = {"ms": (time.perf_counter() - started) * 1e3, "rows": rows}
        print(json.dumps(answer, default=str), flush=True)


main()
