package io.tidbclient.connection;

import io.tidbclient.config.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logins of Agroal's pool that are refused, take too long, or are given up: none leaves a socket or a thread. */
class AgroalPoolOpeningTest {
    private final CountDownLatch silent = new CountDownLatch(1);
    private final Connections connections = new Connections();

    @AfterEach
    void stop() {
        connections.close();
    }

    @Test
    void a_refused_login_is_tried_once_and_reported_as_the_server_put_it() throws IOException {
        try (ScriptedServer full = ScriptedServer.playing(socket -> {
                    MysqlWire wire = new MysqlWire(socket);
                    wire.error(1040, "Too many connections");
                });
                SessionPool pool = connections.pool(Connections.to(full.port()), 3)) {
            assertThatThrownBy(pool::open).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.TOO_MANY_CONNECTIONS);
                assertThat(e.failure().code()).isEqualTo(1040);
            });

            assertThat(full.accepted()).isEqualTo(1);
            assertThat(pool.missing()).isEqualTo(3);
        }
    }

    @Test
    void a_login_that_continues_and_on_is_given_up() throws IOException {
        Timeouts brief = new Timeouts(Duration.ofMillis(400), Duration.ofMillis(400));
        try (ScriptedServer slow = ScriptedServer.playing(AgroalPoolOpeningTest::dribble);
                SessionPool pool = connections.pool(Connections.withTimeouts(Connections.to(slow.port()), brief), 2)) {
            assertThatThrownBy(pool::open).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.TIMED_OUT);
                assertThat(e.failure().sentence()).endsWith("did not complete a login within 1.6 s.");
            });
            Connections.assertNoPoolThreadIsLeft();
        }
    }

    @Test
    void closing_ends_an_opening_that_waits_for_a_silent_server() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        try (ScriptedServer mute = ScriptedServer.playing(socket -> stayMute(socket, hungUp))) {
            SessionPool pool = connections.pool(Connections.to(mute.port()), 2);
            CompletableFuture<Class<?>> thrown = new CompletableFuture<>();
            Thread unused = Thread.startVirtualThread(() -> thrown.complete(thrownBy(pool::open)));
            assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();

            pool.close();

            assertThat(hungUp.get(10, TimeUnit.SECONDS))
                    .as("the server saw the end")
                    .isTrue();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isEqualTo(CancellationException.class);
            Connections.assertNoPoolThreadIsLeft();
        }
    }

    @Test
    void interrupting_an_opening_and_draining_leaves_no_socket() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        try (ScriptedServer mute = ScriptedServer.playing(socket -> stayMute(socket, hungUp));
                SessionPool pool = connections.pool(Connections.to(mute.port()), 2)) {
            CompletableFuture<Class<?>> thrown = new CompletableFuture<>();
            Thread opening = Thread.startVirtualThread(() -> thrown.complete(thrownBy(pool::open)));
            assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();

            opening.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isEqualTo(CancellationException.class);
            pool.drain();

            assertThat(hungUp.get(10, TimeUnit.SECONDS))
                    .as("the server saw the end")
                    .isTrue();
            Connections.assertNoPoolThreadIsLeft();
        }
    }

    private static Class<?> thrownBy(Runnable work) {
        try {
            work.run();
            return void.class;
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    private void stayMute(Socket socket, CompletableFuture<Boolean> hungUp) throws IOException {
        silent.countDown();
        ScriptedServer.awaitHangUp(socket);
        hungUp.complete(true);
    }

    /** A greeting that never ends: a byte now and then, so that no read times out. */
    private static void dribble(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        socket.getOutputStream().write(new byte[] {(byte) 200, 0, 0, 0});
        while (true) {
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
            awaitTimeout(socket);
        }
    }

    private static void awaitTimeout(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed the connection");
            }
        } catch (java.net.SocketTimeoutException e) {
            // This is the pause.
        }
    }
}
