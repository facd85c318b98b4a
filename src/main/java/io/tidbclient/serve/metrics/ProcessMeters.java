package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ImageMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The metrics of the process, by the names that Prometheus' client libraries have for them. Each is read when it is asked for;
 * there is no thread. Where there is no {@code /proc}, those of the operating system are absent.
 */
public final class ProcessMeters {
    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    private ProcessMeters() {}

    /**
     * Registers them.
     *
     * @param version this tool's
     * @param silence how long ago the scheduler showed that it runs
     */
    public static void register(MeterRegistry registry, String version, Supplier<Duration> silence) {
        Gauge.builder("tidb.client.scheduler.silence", () -> Seconds.of(silence.get()))
                .description("How long ago the scheduler ran its heartbeat, which is due every five seconds.")
                .baseUnit(SECONDS)
                .register(registry);
        register(registry, version, new ProcessFiles(Path.of("/proc")));
    }

    private static void register(MeterRegistry registry, String version, ProcessFiles files) {
        Gauge.builder("tidb.client.build.info", () -> 1)
                .description("This server's version, as labels; always 1.")
                .tags("version", version, "runtime", ImageMode.current() == ImageMode.JVM ? "jvm" : "native")
                .register(registry);
        Runtime runtime = Runtime.getRuntime();
        Gauge.builder("jvm.memory.used", runtime, jvm -> jvm.totalMemory() - jvm.freeMemory())
                .description("Used memory.")
                .baseUnit(BYTES)
                .tags("area", "heap")
                .register(registry);
        Gauge.builder("jvm.memory.max", runtime, Runtime::maxMemory)
                .description("The most memory that can be used.")
                .baseUnit(BYTES)
                .tags("area", "heap")
                .register(registry);
        if (files.exist()) {
            register(registry, files);
        }
    }

    private static void register(MeterRegistry registry, ProcessFiles files) {
        // A counter holds the object that it reads weakly; the registry is here as long as the counter.
        FunctionCounter.builder("process.cpu", registry, unused -> files.cpuSeconds())
                .description("Total user and system CPU time.")
                .baseUnit(SECONDS)
                .register(registry);
        gauge("process.start.time", "Start time since 1970.", files::startSeconds)
                .baseUnit(SECONDS)
                .register(registry);
        gauge("process.resident.memory", "Resident memory.", files::residentBytes)
                .baseUnit(BYTES)
                .register(registry);
        gauge("process.virtual.memory", "Virtual memory.", files::virtualBytes)
                .baseUnit(BYTES)
                .register(registry);
        gauge("process.open.fds", "Open file descriptors.", files::openFiles).register(registry);
        gauge("process.max.fds", "Most open file descriptors.", files::mostOpenFiles)
                .register(registry);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description);
    }
}
