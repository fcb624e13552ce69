"""The indicators of people-first evidence as a document.

``python -m experiments.evidence_table > docs/people-first.md`` writes it anew.
"""

from experiments.indicators import INDICATORS, OUTCOMES, SILENT
from experiments.reach import LEAST_GROUP
from experiments.wording import amount

_HEAD = f"""# People-first evidence

`shanyraq evidence` and the report show what the runs of a design say about the five outcomes by which UNECE, the United
Nations Economic Commission for Europe, looks at people-first public–private partnerships. The indicators are evidence
that an assessor can use. They are no score of UNECE's method: a simulation informs some of its criteria and is silent
about others, which are listed below.

Each indicator is worked out for each replicate, so that it has an interval, and placed from 0 to 100 between two
benchmarks; beyond them it stays at 0 or 100. A run in which an indicator does not exist is left out, and the tables say
in how many it exists. A hub that has closed is no such case: what it no longer gives counts as nothing. Groups of fewer
than {LEAST_GROUP} residents are not judged by their own reach. The least reached group is one group, that with the
least mean over all replicates; as the least of several it lies somewhat below 1 by luck alone, the less the more
replicates there are. Whether an operator stays is 0 or 1 in a run, and its interval the exact binomial one. The wording
of the criteria is from memory and has to be checked against the current guide before it is quoted.
"""


def evidence_document() -> str:
    """Write the document, in Markdown."""
    parts = [_HEAD]
    for outcome, title in OUTCOMES.items():
        rows = [
            f"| {each.criterion} | {each.title} | {each.formula} | {each.unit} | {amount(each.none)} "
            f"| {amount(each.full)} | {each.benchmark} |"
            for each in INDICATORS
            if each.outcome == outcome
        ]
        head = f"| criterion | indicator | how it is worked out | unit | 0 | 100 | benchmarks |\n{'|---' * 7}|"
        silent = [f"- *{each.criterion}*: {each.reason}" for each in SILENT if each.outcome == outcome]
        listed = "\n".join(silent)
        parts.append(f"\n## {title}\n\n{head}\n" + "\n".join(rows) + f"\n\nNot simulated:\n\n{listed}\n")
    return "".join(parts)


if __name__ == "__main__":
    import sys

    sys.stdout.write(evidence_document())
