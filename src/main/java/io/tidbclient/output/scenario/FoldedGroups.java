package io.tidbclient.output.scenario;

import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of a result as columns: the members of a large group that did the same, with the same results, are one column
 * with the steps of its first member.
 */
final class FoldedGroups {
    /** Groups up to this size have a column for each member. */
    static final int SMALL = 3;

    private final ScenarioResult result;
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    /** What a member did in a step. */
    private record Deed(Place place, String action, String values, String outcome) {}

    FoldedGroups(ScenarioResult result) {
        this.result = result;
        for (SessionPlan plan : result.scenario().sessions()) {
            String server = plan.server() == 1 ? "" : " (server " + plan.server() + ")";
            plan.members().forEach(member -> names.put(member, member + server));
            if (plan.count() > SMALL && haveDoneTheSame(plan.members())) {
                hidden.addAll(plan.members().subList(1, plan.count()));
                names.put(plan.members().getFirst(), plan.name() + " ×" + plan.count() + server);
            }
        }
    }

    private boolean haveDoneTheSame(List<String> members) {
        List<Deed> first = deeds(members.getFirst());
        return members.stream().allMatch(member -> deeds(member).equals(first))
                && result.steps().stream()
                        .noneMatch(step -> members.contains(step.invocation().session())
                                && step.waits().isPresent());
    }

    private List<Deed> deeds(String member) {
        List<Deed> deeds = new ArrayList<>();
        for (StepRecord step : result.steps()) {
            if (step.invocation().session().equals(member)) {
                deeds.add(new Deed(
                        step.invocation().step().place(),
                        step.invocation().step().action().shown(),
                        step.shownValues(),
                        step.result().map(StepResult::whole).orElse("")));
            }
        }
        return deeds;
    }

    /** The sessions that have a column. */
    List<String> sessions() {
        return result.sessions().stream()
                .filter(session -> !hidden.contains(session))
                .toList();
    }

    /** The steps of these sessions. */
    List<StepRecord> steps() {
        return result.steps().stream()
                .filter(step -> !hidden.contains(step.invocation().session()))
                .toList();
    }

    /** The heading of a session's column. */
    String name(String session) {
        return names.getOrDefault(session, session);
    }
}
