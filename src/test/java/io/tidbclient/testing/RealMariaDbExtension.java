package io.tidbclient.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Behind {@link RealMariaDb}. */
final class RealMariaDbExtension implements ExecutionCondition, ParameterResolver {
    private static final String MISSING = "no MariaDB to test on: install the package mariadb-server";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MariaDbServer.isInstalled()) {
            return ConditionEvaluationResult.enabled("mariadbd is installed");
        }
        if (Boolean.getBoolean("mariadb.required")) {
            throw new IllegalStateException(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MariaDbServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // Held by the class, not by the run: Quarkus may load the next class, and with it this type, anew.
        return classOf(context)
                .getStore(Namespace.create(RealMariaDbExtension.class))
                .computeIfAbsent(MariaDbServer.class, key -> MariaDbServer.start(), MariaDbServer.class);
    }

    /** That of the test class: what runs before all of its tests has it itself, a test has it above. */
    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext holder = context;
        while (holder.getTestMethod().isPresent()) {
            holder = holder.getParent().orElseThrow();
        }
        return holder;
    }
}
