package io.tidbclient.serve.http;

import java.util.List;
import java.util.Optional;

/** Who may ask: anyone on this machine's own names, or whoever has a token. */
public sealed interface Access {
    /** Why a request with these headers is refused; empty when it may be answered. */
    Optional<Answer> refuse(String host, Optional<String> authorization);

    /**
     * Without authentication. Requests whose Host header is a name that may not be this machine's are refused.
     *
     * @param names this machine's names, beside {@code localhost} and address literals
     */
    record Anonymous(List<String> names) implements Access {
        public Anonymous {
            names = List.copyOf(names);
        }

        @Override
        public Optional<Answer> refuse(String host, Optional<String> authorization) {
            return new HostCheck(names).permits(host)
                    ? Optional.empty()
                    : Optional.of(Answer.sentence(
                            421,
                            "The Host header names a host that is not known to be this machine. Use localhost or its address,"
                                    + " list the name with --server-name, or require tokens with --auth-file."));
        }
    }

    /** One that can be replaced while requests arrive. */
    final class Replaceable implements Access {
        private volatile Access current;

        /** Begins with that one. */
        public Replaceable(Access first) {
            this.current = first;
        }

        /** From the next request on, {@code next} decides. */
        public void replace(Access next) {
            current = next;
        }

        @Override
        public Optional<Answer> refuse(String host, Optional<String> authorization) {
            return current.refuse(host, authorization);
        }
    }

    /** With a token. */
    record Token(Tokens tokens) implements Access {
        @Override
        public Optional<Answer> refuse(String host, Optional<String> authorization) {
            return authorization.filter(tokens::permits).isPresent()
                    ? Optional.empty()
                    : Optional.of(Answer.sentence(
                                    401,
                                    "A token of the server's --auth-file is required: Authorization: Bearer TOKEN, or the"
                                            + " token as the password of Basic authentication.")
                            .with("WWW-Authenticate", "Basic realm=\"tidb-client\", charset=\"UTF-8\""));
        }
    }
}
