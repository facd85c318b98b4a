package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.config.Secret;
import io.tidbclient.scenario.Account;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.SessionPlan.Login;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who takes part. */
final class SessionReader {
    static final List<String> KEYS = List.of(
            "count",
            "isolation",
            "transactions",
            "variables",
            "user",
            "password-file",
            "password-variable",
            "no-password",
            "wrong-password",
            "connect",
            "prepared",
            "server",
            "setup",
            "teardown");
    private static final List<String> PASSWORD_KEYS =
            List.of("password-file", "password-variable", "no-password", "wrong-password");
    private static final int MOST_SERVERS = 100;
    private static final int MOST_MEMBERS = 10_000;

    private final Names names;
    private final List<Account> accounts;
    private final Passwords passwords;
    private final StatementReader statements;
    private final Variant variant;

    /** @param variant the level and the mode of all sessions, where there is a matrix */
    SessionReader(
            Names names, List<Account> accounts, Passwords passwords, StatementReader statements, Variant variant) {
        this.names = names;
        this.accounts = accounts;
        this.passwords = passwords;
        this.statements = statements;
        this.variant = variant;
    }

    List<SessionPlan> sessions(Field field) {
        List<SessionPlan> plans = new ArrayList<>();
        if (field.isList()) {
            for (Field item : field.items("sessions", "names")) {
                add(plans, plan(item.text("a session", "its name"), item, Map.of()), item);
            }
        } else {
            for (Field.Entry entry : field.entries("sessions", "a list of names, or a map from names to settings")
                    .values()) {
                Map<String, Field.Entry> settings = entry.value().isNothing() ? Map.of() : settings(entry.value());
                SessionPlan plan = plan(entry.name(), entry.key(), settings);
                add(plans, plan, entry.key());
                if (settings.containsKey("prepared")
                        && settings.get("prepared").value().flag("prepared")) {
                    names.prepare(plan);
                }
            }
        }
        if (plans.isEmpty()) {
            throw field.wrong("there are no sessions; name at least one");
        }
        return plans;
    }

    private static Map<String, Field.Entry> settings(Field field) {
        String wanted = "a map of its settings, or nothing";
        Field.Entry password = field.entries("a session", wanted).get("password");
        if (password != null) {
            throw password.key()
                    .wrong("a password does not belong in a script; give password-file or password-variable");
        }
        return field.entries("a session", wanted, KEYS);
    }

    private void add(List<SessionPlan> plans, SessionPlan plan, Field at) {
        for (String member : plan.members()) {
            if (names.isSession(member) || names.isSession(plan.name())) {
                throw at.wrong("session " + Quoted.of(member) + " is declared twice; give each a name of its own");
            }
        }
        names.session(plan);
        plans.add(plan);
    }

    private SessionPlan plan(String name, Field at, Map<String, Field.Entry> settings) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,29}")) {
            throw at.wrong(Quoted.of(name)
                    + " is no name for a session; use at most 30 letters, digits, hyphens and underscores");
        }
        if (StepReader.RESERVED.contains(name) || name.equals("director")) {
            throw at.wrong("a session cannot be called " + name + ", which is a keyword of steps; choose another name");
        }
        return new SessionPlan(
                at.place(),
                name,
                settings.containsKey("count")
                        ? (int) settings.get("count").value().wholeNumber("count", 1, MOST_MEMBERS)
                        : 1,
                Optional.ofNullable(settings.get("isolation"))
                        .map(entry -> LevelReader.isolation(own(entry, variant.isolation())))
                        .or(variant::isolation),
                Optional.ofNullable(settings.get("transactions"))
                        .map(entry -> LevelReader.mode(own(entry, variant.mode())))
                        .or(variant::mode),
                variables(settings.get("variables")),
                login(settings),
                later(settings.get("connect")),
                settings.containsKey("server")
                        ? (int) settings.get("server").value().wholeNumber("server", 1, MOST_SERVERS)
                        : 1,
                statements.read(settings.get("setup"), "setup"),
                statements.read(settings.get("teardown"), "teardown"));
    }

    /** The results of a matrix are about the sessions, so that none of them may have another level or mode. */
    private static Field own(Field.Entry entry, Optional<?> ofMatrix) {
        if (ofMatrix.isPresent()) {
            throw entry.key().wrong("'matrix' gives each session its " + entry.name() + "; remove it here");
        }
        return entry.value();
    }

    private static Map<String, Scalar> variables(Field.Entry entry) {
        Map<String, Scalar> variables = new LinkedHashMap<>();
        if (entry != null) {
            entry.value()
                    .entries("variables", "a map from names to values")
                    .values()
                    .forEach(variable -> {
                        if (!variable.name().matches("[A-Za-z][A-Za-z0-9_]{0,63}")) {
                            throw variable.key()
                                    .wrong(Quoted.of(variable.name()) + " is no session variable; give its bare name");
                        }
                        variables.put(variable.name(), variable.value().scalar("a variable's value"));
                    });
        }
        return variables;
    }

    private Optional<Login> login(Map<String, Field.Entry> settings) {
        List<Field.Entry> given = PASSWORD_KEYS.stream()
                .filter(settings::containsKey)
                .map(settings::get)
                .toList();
        if (given.size() > 1) {
            throw given.get(1).key().wrong(given.getFirst().name() + " already gives the password; keep one of them");
        }
        Field.Entry user = settings.get("user");
        if (user == null) {
            if (!given.isEmpty()) {
                throw given.getFirst().key().wrong("a password needs a 'user'; add it");
            }
            return Optional.empty();
        }
        String name = user.value().text("user", "a user's name");
        boolean made = accounts.stream().anyMatch(account -> account.name().equals(name));
        if (made && given.isEmpty()) {
            return Optional.of(new Login.Made(name));
        }
        if (given.isEmpty()) {
            throw user.value()
                    .wrong(
                            "%s is not declared under 'users', so its password is not known; add password-file, password-variable or no-password"
                                    .formatted(Quoted.of(name)));
        }
        Field.Entry password = given.getFirst();
        if (made && !password.name().equals("wrong-password")) {
            throw password.key()
                    .wrong("the scenario makes " + Quoted.of(name) + " with a password of its own; remove this");
        }
        return Optional.of(new Login.Known(name, secret(password)));
    }

    private Secret secret(Field.Entry entry) {
        String what = entry.key().place() + ": " + entry.name();
        return switch (entry.name()) {
            case "password-file" -> passwords.fromFile(entry.value().text(entry.name(), "a file's path"), what);
            case "password-variable" ->
                passwords.fromVariable(entry.value().text(entry.name(), "a variable's name"), what);
            default -> {
                if (!entry.value().flag(entry.name())) {
                    throw entry.value().wrong(entry.name() + " can only be true; remove it otherwise");
                }
                yield entry.name().equals("no-password") ? Secret.EMPTY : Secret.of("certainly-not-the-password");
            }
        };
    }

    private static boolean later(Field.Entry entry) {
        if (entry == null) {
            return false;
        }
        if (!entry.value().text("connect", "later").equals("later")) {
            throw entry.value().wrong("'connect' can only be 'later'; remove it to connect at the beginning");
        }
        return true;
    }
}
