package io.tidbclient.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Completion for bash, and for zsh through its emulation of bash's: picocli's script knows commands and options, and what
 * only this moment knows the tool itself is asked for.
 */
final class BashCompletion {
    private BashCompletion() {}

    static String of(CommandLine root) {
        String name = root.getCommandName();
        return AutoComplete.bash(name, root) + VALUES.replace("PROGRAM", name);
    }

    /**
     * Nothing of what comes back is expanded: it is read line by line, not given to {@code compgen -W}. Which words ask is
     * decided here, since a start of the tool for each stroke of the key would be felt; what they ask for, there.
     */
    private static final String VALUES = """

            # Profiles, built-in scenarios, commands for help and import jobs: asks the tool, with the line on its standard input.
            function _PROGRAM_values() {
              local typed=${COMP_WORDS[COMP_CWORD]} before='' value rest
              # zsh leaves '--profile=' in the word, bash makes words of their own of it.
              [[ $typed == ?*=* ]] && before=${typed%%=*}=
              COMPREPLY=()
              while IFS=$'\\t' read -r value rest; do
                COMPREPLY+=("$before$value")
              done < <(printf '%s' "${COMP_LINE:0:$COMP_POINT}" | "${COMP_WORDS[0]/#\\~/$HOME}" complete 2>/dev/null)
              [[ ${#COMPREPLY[@]} -gt 0 ]] || return 1
              compopt -o nosort 2>/dev/null
              return 0
            }

            function _PROGRAM_all() {
              case "${COMP_LINE:0:$COMP_POINT}" in
                *' --profile '* | *' --profile='* | *' imports '*'show '* | *' imports '*'watch '* | *' imports '*'wait '* | *' imports '*'cancel '* | *' run '* | *' scenarios list '* | *' scenarios show '* | *' help '*)
                  _PROGRAM_values && return 0
                  ;;
              esac
              _complete_PROGRAM
            }

            complete -F _PROGRAM_all -o default PROGRAM
            """;
}
