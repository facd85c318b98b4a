package io.tidbclient.scenario.script;

import io.tidbclient.config.Quoted;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.ReleaseNumber;
import io.tidbclient.scenario.ServerCases;
import io.tidbclient.scenario.ServerCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads for which servers something is meant: {@code mariadb}, {@code tidb >= 8.5.6}, {@code tidb/unistore}. */
final class ConditionReader {
    /** What a key begins with that is for some servers; a condition follows. */
    static final String ON = "on-";

    private static final String WANTED = "tidb, mysql or mariadb, such as 'tidb >= 8.5.6'";
    private static final Pattern CONDITION = Pattern.compile("([a-z]+)(?:/([a-z]+))?((?:\\s*[<>=]+\\s*[^\\s<>=]+)*)");
    private static final Pattern BOUND = Pattern.compile("\\s*([<>=]+)\\s*([^\\s<>=]+)");

    private ConditionReader() {}

    /** All servers without an entry; of a list, one has to be meant. */
    static ServerCondition read(Field.Entry entry) {
        if (entry == null) {
            return ServerCondition.any();
        }
        List<ServerCondition> conditions = entry.value().oneOrMore(entry.name(), WANTED).stream()
                .map(item -> one(item.text(entry.name(), WANTED), item))
                .toList();
        return conditions.size() == 1 ? conditions.getFirst() : new ServerCondition.AnyOf(conditions);
    }

    /** Whether an entry is for some servers. */
    static boolean isForServers(Field.Entry entry) {
        return entry.name().startsWith(ON);
    }

    /** The condition in a key that begins with {@link #ON}. */
    static ServerCondition ofKey(Field.Entry entry) {
        return one(entry.name().substring(ON.length()), entry.key());
    }

    private static ServerCondition one(String text, Field at) {
        Matcher parts = CONDITION.matcher(text.strip());
        if (!parts.matches()) {
            throw at.wrong(Quoted.of(text) + " is not a condition on servers; give " + WANTED);
        }
        return new ServerCondition.Kind(product(parts.group(1), at), store(parts, at), bounds(parts.group(3), at));
    }

    private static Product product(String name, Field at) {
        return Stream.of(Product.values())
                .filter(product -> product.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> at.wrong(Quoted.of(name) + " is not a known server; give tidb, mysql or mariadb"));
    }

    private static Optional<String> store(Matcher parts, Field at) {
        String store = parts.group(2);
        if (store == null) {
            return Optional.empty();
        }
        if (!parts.group(1).equals("tidb")) {
            throw at.wrong("only TiDB reports its storage; remove '/" + store + "'");
        }
        if (!ServerCases.STORES.contains(store)) {
            throw at.wrong(
                    Quoted.of(store) + " is not a storage of TiDB; give " + String.join(" or ", ServerCases.STORES));
        }
        return Optional.of(store);
    }

    private static List<ServerCondition.Bound> bounds(String text, Field at) {
        List<ServerCondition.Bound> bounds = new ArrayList<>();
        Matcher bound = BOUND.matcher(text);
        while (bound.find()) {
            String sign = bound.group(1);
            String number = bound.group(2);
            bounds.add(new ServerCondition.Bound(
                    Stream.of(ServerCondition.Comparison.values())
                            .filter(comparison -> comparison.sign().equals(sign))
                            .findFirst()
                            .orElseThrow(
                                    () -> at.wrong(Quoted.of(sign) + " is not a comparison; give one of >= <= > < =")),
                    ReleaseNumber.of(number)
                            .orElseThrow(() -> at.wrong(
                                    Quoted.of(number) + " is not a version; give up to four numbers, such as 8.5.6"))));
        }
        return bounds;
    }
}
