"""Compares what was observed with the log of the killer."""
import json
import statistics

WARM_UP = 0.2
TOLERATED = [("resident MB", 0.15, 24), ("threads", 0, 6), ("descriptors", 0, 10)]


class Timing:
    """When an outage has to be seen, in seconds: a check begins every INTERVAL and takes at most TIMEOUT."""
    INTERVAL = 2
    TIMEOUT = 4
    SLACK = 2
    SEEN_WITHIN = INTERVAL + TIMEOUT + SLACK
    GRACE = 1


def growth(samples):
    """Of each figure the medians of the first quarter after the warm-up and of the last, and whether it has grown."""
    rest = samples[int(len(samples) * WARM_UP):]
    quarter = max(1, len(rest) // 4)
    for index, (name, share, least) in enumerate(TOLERATED):
        first = statistics.median(sample[index] for sample in rest[:quarter])
        last = statistics.median(sample[index] for sample in rest[-quarter:])
        yield name, first, last, last > first + max(least, share * first)


def missed(outages, checks, end):
    """Outages that no check saw in time, though each was long enough; and those after which the target did not come back."""
    for outage in outages:
        if outage.length() >= Timing.SEEN_WITHIN and not any(
                check.condition == "down" and outage.meets(check.began, check.ended)
                and check.ended <= outage.begin + Timing.SEEN_WITHIN for check in checks):
            yield f"{outage.server} was away for {outage.length():.1f} s ({outage.kind}), and no check saw it in time"
        until = outage.end + Timing.SEEN_WITHIN
        disturbed = any(other is not outage and outage.begin < other.begin < until for other in outages)
        if until < end and not disturbed and not any(
                check.condition == "up" and outage.end <= check.ended <= until for check in checks):
            yield f"{outage.server} was back ({outage.kind}), and not up after {Timing.SEEN_WITHIN} s"


def false_alarms(outages, checks):
    """Checks that failed outside of every outage."""
    for check in checks:
        if check.condition == "down" and not any(outage.meets(check.began, check.ended, Timing.GRACE) for outage in outages):
            yield f"check {check.run}, from {check.began:.1f} to {check.ended:.1f}, failed, and the target was not away"


def seen(outages, checks):
    return sum(any(check.condition == "down" and outage.meets(check.began, check.ended, Timing.GRACE) for check in checks)
               for outage in outages)


def workload(runs, outages):
    """Runs that found a violation, or failed while the server was not away."""
    for begin, end, code, output in runs:
        disturbed = any(outage.meets(begin, end, Timing.GRACE) for outage in outages)
        try:
            sentence = json.loads(output)["verdict"]["sentence"]
        except ValueError:
            yield f"a run of the workload printed no report, exit code {code}: {output[:200]!r}"
            continue
        if "violated" in sentence or (code != 0 and not disturbed) or code not in (0, 1, 3, 5):
            yield f"a run of the workload ended with {code}: {sentence}"
