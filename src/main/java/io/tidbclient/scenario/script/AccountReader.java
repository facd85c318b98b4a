package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the users that a scenario creates, and their rights. */
final class AccountReader {
    private AccountReader() {}

    /** None without an entry. */
    static List<Account> accounts(Field.Entry entry) {
        List<Account> accounts = new ArrayList<>();
        if (entry == null) {
            return accounts;
        }
        for (Field.Entry account :
                entry.value().entries("users", "a map from names to rights").values()) {
            if (!account.name().matches("[A-Za-z][A-Za-z0-9_]{0,9}")) {
                throw account.key()
                        .wrong(Quoted.of(account.name())
                                + " is no name for a user; use at most 10 letters, digits and underscores");
            }
            Map<String, Field.Entry> rights = account.value().isNothing()
                    ? Map.of()
                    : account.value().entries("a user", "a map", List.of("privileges", "with"));
            accounts.add(new Account(
                    account.key().place(),
                    account.name(),
                    rights.containsKey("privileges")
                            ? rights
                                    .get("privileges")
                                    .value()
                                    .oneOrMore("privileges", "a list: [SELECT, INSERT]")
                                    .stream()
                                    .map(AccountReader::privilege)
                                    .toList()
                            : List.of(),
                    rights.containsKey("with")
                            ? rights.get("with").value().text("with", "a clause of CREATE USER")
                            : ""));
        }
        return accounts;
    }

    private static String privilege(Field item) {
        String text = item.text("a privilege", "SELECT for example");
        if (!text.matches("[A-Za-z ]{3,40}")) {
            throw item.wrong(Quoted.of(text) + " is no privilege; give SELECT for example");
        }
        return text;
    }
}
