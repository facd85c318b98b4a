package io.tidbclient.output.junit;

import io.tidbclient.engine.RunVerdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a JUnit report says: suites of cases, each with its outcome.
 *
 * @param took all of it
 * @param suites in order; a report without a case proves nothing, so makers of one give at least one
 */
public record JunitReport(Duration took, List<Suite> suites) {
    /** How a case ended. */
    public enum Outcome {
        /** All was as expected. */
        PASSED,
        /** It was skipped. */
        SKIPPED,
        /** Something was not as expected. */
        FAILED,
        /** It could not be checked, or not to its end. */
        BROKEN
    }

    /**
     * Cases that belong together.
     *
     * @param properties facts about what was tested, in this order
     */
    public record Suite(String name, Instant startedAt, Map<String, String> properties, List<Case> cases) {
        public Suite {
            properties = new LinkedHashMap<>(properties);
            cases = List.copyOf(cases);
        }

        @Override
        public Map<String, String> properties() {
            return new LinkedHashMap<>(properties);
        }
    }

    /**
     * What a case's results are filed under, and where it is written.
     *
     * @param group shown as the class; viewers take what stands before its last full stop for the package
     * @param file the script; empty for a case without one
     * @param line in the file, from 1; 0 without a file
     */
    public record Source(String group, String file, int line) {
        /** Of a case without a file. */
        public static Source of(String group) {
            return new Source(group, "", 0);
        }
    }

    /**
     * One case.
     *
     * @param source what its results are filed under
     * @param name unique within the suite
     * @param outcome the outcome
     * @param kind the class of what went wrong; may be empty
     * @param message what went wrong, or why it was skipped, in a sentence; empty when it passed
     * @param details lines for a person to read, in the body of what went wrong, or as the output of what passed; may be none
     */
    public record Case(
            Source source,
            String name,
            Duration took,
            Outcome outcome,
            String kind,
            String message,
            List<String> details) {
        public Case {
            details = List.copyOf(details);
        }

        /** One that passed. */
        public static Case passed(String group, String name, Duration took, List<String> details) {
            return new Case(Source.of(group), name, took, Outcome.PASSED, "", "", details);
        }
    }

    public JunitReport {
        suites = List.copyOf(suites);
    }

    /**
     * The same after a command that ended so: whatever it was, a command that failed has no report without a case that did
     * not pass.
     *
     * @param tool what the case is filed under that stands for the command, where it needs one
     */
    public JunitReport after(RunVerdict verdict, String tool, Instant startedAt) {
        boolean failing =
                cases().stream().anyMatch(each -> each.outcome() == Outcome.FAILED || each.outcome() == Outcome.BROKEN);
        if (failing || verdict.isSuccess()) {
            return this;
        }
        Case all = new Case(Source.of(tool), "all", took, Outcome.BROKEN, "", verdict.sentence(), List.of());
        List<Suite> more = new ArrayList<>(suites);
        more.add(new Suite(tool, startedAt, Map.of(), List.of(all)));
        return new JunitReport(took, more);
    }

    /** The whole document. */
    public String xml() {
        return new JunitXml().document(this);
    }

    /** The cases of all suites. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        suites.forEach(suite -> cases.addAll(suite.cases()));
        return cases;
    }
}
