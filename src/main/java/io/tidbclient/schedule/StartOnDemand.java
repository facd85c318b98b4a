package io.tidbclient.schedule;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.common.annotation.Identifier;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.MethodConfig;
import jakarta.enterprise.inject.build.compatible.spi.ParameterConfig;

/**
 * Takes Quarkus's scheduler out of the start of the process: it observes {@link StartupEvent} and creates its threads and
 * Vert.x then, whichever command runs. Qualified, it waits for the event that {@link JobScheduler} fires. Runs while the
 * application is built; the container finds it by {@code META-INF/services}.
 */
public final class StartOnDemand implements BuildCompatibleExtension {
    /** The qualifier's value. */
    static final String EVENT = "on-demand";

    /** For the container. */
    public StartOnDemand() {}

    /** Qualifies what the scheduler observes. */
    @Enhancement(types = Scheduler.class, withSubtypes = true)
    public void qualify(MethodConfig method) {
        method.parameters().stream()
                .filter(StartOnDemand::observesStartup)
                .forEach(parameter -> parameter.addAnnotation(Identifier.Literal.of(EVENT)));
    }

    private static boolean observesStartup(ParameterConfig parameter) {
        return parameter.info().hasAnnotation(Observes.class)
                && parameter.info().type().isClass()
                && parameter.info().type().asClass().declaration().name().equals(StartupEvent.class.getName());
    }
}
