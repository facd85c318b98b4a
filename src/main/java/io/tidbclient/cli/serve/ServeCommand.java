package io.tidbclient.cli.serve;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckFactory;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.SettingsCommand;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.cli.VersionText;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.Plan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.Setting;
import io.tidbclient.importjob.run.ImportFactory;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.schedule.JobScheduler;
import io.tidbclient.serve.Environment;
import io.tidbclient.serve.ServeRequest;
import io.tidbclient.serve.Server;
import io.tidbclient.serve.http.Access;
import io.tidbclient.serve.http.Limits;
import io.tidbclient.serve.http.WebServer;
import io.tidbclient.serve.monitor.Runs;
import io.tidbclient.serve.monitor.Schedule;
import io.tidbclient.serve.monitor.Target;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimeSource;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import jakarta.enterprise.inject.Instance;

/** Monitors targets all the time. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Monitors targets all the time.")
public class ServeCommand implements Callable<Integer>, SettingsCommand {
    private final Instance<Vertx> vertx;
    private final SettingsReader reader;
    private final CheckFactory checks;
    private final ImportFactory imports;
    private final JobScheduler scheduler;
    private final Interrupts interrupts;
    private final VersionText version;
    private final NanoClock nanoClock;

    @Spec
    CommandSpec spec;

    ServeCommand(
            Instance<Vertx> vertx,
            SettingsReader reader,
            CheckFactory checks,
            ImportFactory imports,
            JobScheduler scheduler,
            Interrupts interrupts,
            VersionText version,
            NanoClock nanoClock) {
        this.vertx = vertx;
        this.reader = reader;
        this.checks = checks;
        this.imports = imports;
        this.scheduler = scheduler;
        this.interrupts = interrupts;
        this.version = version;
        this.nanoClock = nanoClock;
    }

    @Override
    public List<Setting<?>> settings() {
        return CommandSettings.CHECK;
    }

    @Override
    public Integer call() {
        ResolvedSettings settings = reader.read(spec, settings());
        CheckRequest request =
                CheckRequest.from(settings, reader::password).watchingFor(Duration.ZERO, Duration.ofSeconds(1));
        Plan plan = new Plan.Every(settings.find(RunOptions.EVERY).orElse(Duration.ofSeconds(30)));
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        interrupts.listen(signal::complete);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Server server = Server.start(
                        new Environment(
                                version.version(),
                                vertx.get(),
                                threads,
                                new Scheduled(),
                                new Runs(checks::prepare, asked -> imports.prepare(asked, JobFold.usual())),
                                new TimeSource(java.time.Clock.systemUTC(), nanoClock),
                                ExitCode::of),
                        new ServeRequest(
                                List.of(new Target("default", request, plan, true)),
                                new WebServer.Socket("127.0.0.1", 4080, Optional.empty()),
                                new Access.Anonymous(List.of()),
                                Limits.USUAL,
                                false))) {
            System.err.println("http://127.0.0.1:" + server.port() + "/");
            signal.join();
        }
        return 0;
    }

    private final class Scheduled implements Schedule {
        @Override
        public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
            scheduler.schedule(identity, plan, job);
        }

        @Override
        public void unschedule(String identity) {
            scheduler.unschedule(identity);
        }
    }
}
