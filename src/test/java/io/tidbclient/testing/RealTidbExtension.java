package io.tidbclient.testing;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Behind {@link RealTidb}: decides whether the test can run, and hands out servers. */
final class RealTidbExtension implements ExecutionCondition, ParameterResolver {
    // By name, not by class: Quarkus loads test classes in loaders of its own, and they are to share one server.
    private static final Namespace NAMESPACE = Namespace.create("io.tidbclient.testing.tidb");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (TidbSource.find()) {
            case TidbSource.Nothing(String reason)
            when TidbSource.required() -> throw new IllegalStateException(reason);
            case TidbSource.Nothing(String reason) -> ConditionEvaluationResult.disabled(reason);
            case TidbSource.Running running
            when wantsLauncher(context) ->
                ConditionEvaluationResult.disabled("it starts servers of its own, and TIDB_TEST_URL names one that is"
                        + " not to be touched: " + running.server());
            case TidbSource.Docker docker
            when wantsLauncher(context) ->
                ConditionEvaluationResult.disabled("it starts servers of its own: set TIDB_SERVER_BIN");
            case TidbSource.Running running -> ConditionEvaluationResult.enabled("on " + running.server());
            case TidbSource.Binary binary -> ConditionEvaluationResult.enabled("with " + binary.path());
            case TidbSource.Docker docker -> ConditionEvaluationResult.enabled("in Docker");
            case TidbSource.Toolchain toolchain -> ConditionEvaluationResult.enabled("built with " + toolchain.go());
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TidbServer.class || type == TidbLauncher.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == TidbLauncher.class) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent("launcher", key -> new TidbLauncher(binary()), TidbLauncher.class);
        }
        Object shared = context.getRoot().getStore(NAMESPACE).computeIfAbsent("shared", key -> SharedTidb.start());
        return TidbServer.at(shared.toString());
    }

    private static Path binary() {
        return switch (TidbSource.find()) {
            case TidbSource.Binary binary -> binary.path();
            case TidbSource.Toolchain toolchain -> TidbToolchain.build(toolchain.go());
            case TidbSource.Running running -> throw new IllegalStateException("no binary, only " + running.server());
            case TidbSource.Docker docker -> throw new IllegalStateException("no binary, only Docker");
            case TidbSource.Nothing nothing -> throw new IllegalStateException(nothing.reason());
        };
    }

    private static boolean wantsLauncher(ExtensionContext context) {
        return askers(context)
                .flatMap(found -> Arrays.stream(found.getParameterTypes()))
                .anyMatch(type -> type == TidbLauncher.class);
    }

    /** The test itself, or what runs once before all tests of a class. */
    private static Stream<Method> askers(ExtensionContext context) {
        Optional<Method> test = context.getTestMethod();
        return test.isPresent()
                ? test.stream()
                : Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(BeforeAll.class));
    }
}
