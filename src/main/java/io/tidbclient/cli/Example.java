package io.tidbclient.cli;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command line that a command's help begins with.
 *
 * @param line what a user types, {@code tidb-client} first
 */
public record Example(String line) {
    /** Two for each command: its path, and what follows the program's name. */
    private static final String ALL = """
            : -H db:4000 -u app -p
            : -H db1,db2 -u app -p -n 200 -t 0 -o json
            check: check -H db:4000 -u app -p -d shop
            check: check -H db -u app -p --every 30s --timeout 10m
            wait: wait -H db -u app --password-file ~/.tidb-app --timeout 2m
            wait: wait -H 127.0.0.1 -u root --no-password -q && ./migrate
            serve: serve -H db -u app --password-file ~/.pw --listen 127.0.0.1:8080
            serve: serve --config /etc/tidb-client.yaml
            imports: imports list -H db -u app -p
            imports: imports watch -H db -u app -p
            imports list: imports list -H db -u app -p
            imports list: imports list -H db -u app -p --status failed --since 1d -o csv
            imports groups: imports groups -H db -u app -p
            imports groups: imports groups -H db -u app -p -o json
            imports watch: imports watch -H db -u app -p
            imports watch: imports watch -H db -u app -p --follow --record night.ndjson
            imports show: imports show 104 -H db -u app -p
            imports show: imports show 104 -H db -u app -p -o json
            imports wait: imports wait 104 -H db -u app -p --timeout 2h
            imports wait: imports wait --table shop.orders -H db -u app -p -o json
            imports start: imports start "IMPORT INTO shop.t FROM '/data/t.csv'" -H db -p
            imports start: imports start - --wait --timeout 2h -H db -u app -p < orders.sql
            imports cancel: imports cancel 104 -H db -u app -p
            imports cancel: imports cancel 104 105 --yes -H db -u app -p
            imports replay: imports replay night.ndjson
            imports replay: imports replay night.ndjson -o json
            imports report: imports report night.ndjson
            imports report: imports report night.ndjson night.html
            run: run isolation -H 127.0.0.1 -u root -p
            run: run scenarios/ -H 127.0.0.1 -u root -p --junit report.xml
            verify-isolation: verify-isolation -H 127.0.0.1 -u root -p --for 30s
            verify-isolation: verify-isolation -H db -u app -p --expect snapshot-isolation -n 20
            history: history check history.ndjson
            history: history convert history.ndjson history.edn
            history check: history check history.ndjson
            history check: history check jepsen/history.edn --expect serializable
            history convert: history convert history.ndjson history.edn
            history convert: history convert history.edn --to ndjson
            scenarios: scenarios list
            scenarios: scenarios new transfer.yaml
            scenarios list: scenarios list
            scenarios list: scenarios list locks
            scenarios show: scenarios show isolation/p4
            scenarios show: scenarios show locks
            scenarios new: scenarios new transfer.yaml
            scenarios new: scenarios new
            scenarios validate: scenarios validate transfer.yaml
            scenarios validate: scenarios validate scenarios/
            scenarios clean: scenarios clean -H 127.0.0.1 -u root -p --dry-run
            scenarios clean: scenarios clean -H 127.0.0.1 -u root -p --yes
            report: report show check.json
            report: report merge shard-0.json shard-1.json
            report show: report show check.json
            report show: report show check.json -o junit
            report merge: report merge shard-0.json shard-1.json
            report merge: report merge shard-0.json shard-1.json -o text
            demo: demo
            demo: demo --serve
            sandbox: sandbox --port 4000
            sandbox: sandbox --layout 21 --jobs-for 5m
            config: config show
            config: config init
            config show: config show
            config show: config show --profile production -o json
            config validate: config validate
            config validate: config validate --config tidb-client.yaml
            config init: config init
            config init: config init -
            completion: completion bash
            completion: completion fish
            help: help imports watch
            help: help options
            version: version
            version: version && echo installed
            """;

    private static final Map<String, List<Example>> BY_COMMAND = ALL.lines()
            .map(line -> line.split(": ?", 2))
            .collect(Collectors.groupingBy(
                    parts -> parts[0],
                    Collectors.mapping(parts -> new Example("tidb-client " + parts[1]), Collectors.toList())));

    /** Those of a command; none for one that help does not show. */
    public static List<Example> of(CommandSpec command) {
        if (!(command.root().userObject() instanceof CommandTree)) {
            return List.of();
        }
        String root = command.root().name();
        String path = command.qualifiedName().substring(root.length()).strip();
        return BY_COMMAND.getOrDefault(path, List.of());
    }
}
