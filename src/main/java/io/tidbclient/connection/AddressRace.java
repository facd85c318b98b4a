package io.tidbclient.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Connects to one of the addresses of a host, as RFC 8305 has it: the attempts start one after the other, the next one when
 * the one before has failed or has had no result for a while, and the first connection wins. So an address that drops
 * packets costs a moment and not the connect timeout.
 */
final class AddressRace {
    /** RFC 8305's recommended delay between two attempts. */
    static final long STAGGER_MILLIS = 250;

    /** What stands before the addresses in a failure's message; {@link NetworkFailures} prints them. */
    static final String TRIED = " [tried ";

    private final Supplier<? extends Socket> sockets;
    private final Connector connector;

    /** Connects a socket; ends with a failure when another thread closes the socket, and after its own timeout. */
    @FunctionalInterface
    interface Connector {
        void connect(Socket socket, InetAddress address) throws IOException;
    }

    private record Attempt(Socket socket, IOException failure) {}

    /** @param sockets makes sockets that are not connected yet */
    AddressRace(Supplier<? extends Socket> sockets, Connector connector) {
        this.sockets = sockets;
        this.connector = connector;
    }

    /**
     * Blocks until one address has accepted the connection, or all have failed.
     *
     * @param host the name that the addresses belong to
     * @throws IOException the failure of the first address, with the addresses that were tried in its message
     */
    Socket connect(String host, List<InetAddress> addresses) throws IOException {
        try {
            if (addresses.size() > 1) {
                return race(alternating(addresses));
            }
            Attempt only = attempt(sockets.get(), addresses.getFirst());
            if (only.failure != null) {
                throw only.failure;
            }
            return only.socket;
        } catch (IOException e) {
            throw naming(host, addresses, e);
        }
    }

    private Socket race(List<InetAddress> addresses) throws IOException {
        BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
        List<Socket> started = new ArrayList<>();
        List<Attempt> failed = new ArrayList<>();
        Socket winner = null;
        try {
            while (winner == null && failed.size() < addresses.size()) {
                if (started.size() < addresses.size()) {
                    InetAddress address = addresses.get(started.size());
                    Socket socket = sockets.get();
                    started.add(socket);
                    Thread unused =
                            Thread.ofVirtual().name("connecting").start(() -> ended.add(attempt(socket, address)));
                }
                boolean more = started.size() < addresses.size();
                Attempt next = more ? ended.poll(STAGGER_MILLIS, TimeUnit.MILLISECONDS) : ended.take();
                if (next != null && next.failure == null) {
                    winner = next.socket;
                } else if (next != null) {
                    failed.add(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("Closed by interrupt");
        } finally {
            Socket won = winner;
            started.stream().filter(socket -> !socket.equals(won)).forEach(OwnedLease::close);
        }
        if (winner == null) {
            throw failed.stream()
                    .filter(attempt -> attempt.socket.equals(started.getFirst()))
                    .findFirst()
                    .orElseThrow()
                    .failure;
        }
        return winner;
    }

    private Attempt attempt(Socket socket, InetAddress address) {
        try {
            connector.connect(socket, address);
            return new Attempt(socket, null);
        } catch (IOException e) {
            OwnedLease.close(socket);
            return new Attempt(socket, e);
        } catch (RuntimeException e) {
            OwnedLease.close(socket);
            return new Attempt(socket, new SocketException(String.valueOf(e)));
        }
    }

    /** Alternates between IPv4 and IPv6, in the system's order, so that a broken family costs one attempt. */
    static List<InetAddress> alternating(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        boolean begins4 = addresses.getFirst() instanceof Inet4Address;
        addresses.forEach(address -> (address instanceof Inet4Address == begins4 ? first : second).add(address));
        List<InetAddress> all = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.poll());
            }
            if (!second.isEmpty()) {
                all.add(second.poll());
            }
        }
        return all;
    }

    /** The same failure with the addresses in its message, unless the host is an address itself. */
    static IOException naming(String host, List<InetAddress> addresses, IOException failure) {
        String text = addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        if (text.equalsIgnoreCase(host)) {
            return failure;
        }
        String message = failure.getMessage() + TRIED + text + "]";
        IOException named = switch (failure) {
            case SocketTimeoutException e -> new SocketTimeoutException(message);
            case NoRouteToHostException e -> new NoRouteToHostException(message);
            case ConnectException e -> new ConnectException(message);
            case IOException e -> null;
        };
        if (named == null) {
            return failure;
        }
        named.initCause(failure);
        return named;
    }
}
