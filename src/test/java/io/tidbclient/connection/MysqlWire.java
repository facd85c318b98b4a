package io.tidbclient.connection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One connection of a server that speaks just enough of the MySQL protocol for the driver to log in and read. */
final class MysqlWire {
    private static final int SSL = 0x800;
    private static final int CAPABILITIES = 0x1 | 0x2 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;
    private static final int VAR_STRING = 0xfd;

    private Socket socket;
    private int sequence;

    MysqlWire(Socket socket) {
        this.socket = socket;
    }

    void greet(boolean offersTls) throws IOException {
        int capabilities = CAPABILITIES | (offersTls ? SSL : 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(10);
        out.writeBytes("8.0.11-TiDB-v8.5.4-scripted\0".getBytes(StandardCharsets.US_ASCII));
        number(out, 7, 4);
        out.writeBytes("abcdefgh\0".getBytes(StandardCharsets.US_ASCII));
        number(out, capabilities, 2);
        out.write(46);
        number(out, 2, 2);
        number(out, capabilities >>> 16, 2);
        out.write(21);
        out.writeBytes(new byte[10]);
        out.writeBytes("ijklmnopqrst\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes("mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        send(out.toByteArray());
    }

    /** Reads the client's wish for TLS and fulfils it. */
    SSLSocket startTls(String certificate) throws Exception {
        byte[] unused = read();
        SSLSocket tls = (SSLSocket) serverContext(certificate)
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    /** From here on, over this socket. */
    void over(Socket upgraded) {
        socket = upgraded;
    }

    byte[] read() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        sequence = in.readUnsignedByte() + 1;
        return in.readNBytes(length);
    }

    void send(byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, payload.length, 3);
        out.write(sequence++);
        out.writeBytes(payload);
        OutputStream stream = socket.getOutputStream();
        stream.write(out.toByteArray());
        stream.flush();
    }

    void ok() throws IOException {
        send(new byte[] {0, 0, 0, 2, 0, 0, 0});
    }

    void error(int code, String message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xff);
        number(out, code, 2);
        out.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        send(out.toByteArray());
    }

    void rows(List<String> columns, List<List<String>> rows) throws IOException {
        firstRows(columns, rows);
        endOfFile();
    }

    /** Rows after which others may come. */
    void firstRows(List<String> columns, List<List<String>> rows) throws IOException {
        send(new byte[] {(byte) columns.size()});
        for (String column : columns) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Stream.of("def", "", "", "", column, column).forEach(text -> string(out, text));
            out.write(0x0c);
            number(out, 46, 2);
            number(out, 1024, 4);
            out.write(VAR_STRING);
            out.writeBytes(new byte[5]);
            send(out.toByteArray());
        }
        endOfFile();
        for (List<String> row : rows) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            row.forEach(value -> string(out, value));
            send(out.toByteArray());
        }
    }

    /** Greets, lets anybody in, and answers what the driver asks at the start; hands each other statement on. */
    void serve(Answers answers) throws IOException {
        greet(false);
        byte[] unused = read();
        ok();
        while (true) {
            byte[] command = read();
            if (command[0] == 1) {
                answers.quit();
                return;
            }
            String sql = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
            if (sql.contains("@@session.auto_increment_increment")) {
                rows(List.copyOf(VARIABLES.keySet()), List.of(List.copyOf(VARIABLES.values())));
            } else {
                answers.answer(this, sql);
            }
        }
    }

    /** Answers one statement. */
    interface Answers {
        void answer(MysqlWire wire, String sql) throws IOException;

        /** What is done at the session's end, before the server closes its socket. */
        default void quit() {}
    }

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("auto_increment_increment", "1"),
            Map.entry("character_set_client", "utf8mb4"),
            Map.entry("character_set_connection", "utf8mb4"),
            Map.entry("character_set_results", "utf8mb4"),
            Map.entry("character_set_server", "utf8mb4"),
            Map.entry("collation_server", "utf8mb4_bin"),
            Map.entry("collation_connection", "utf8mb4_bin"),
            Map.entry("init_connect", ""),
            Map.entry("interactive_timeout", "28800"),
            Map.entry("license", "Apache License 2.0"),
            Map.entry("lower_case_table_names", "2"),
            Map.entry("max_allowed_packet", "67108864"),
            Map.entry("net_write_timeout", "60"),
            Map.entry("performance_schema", "0"),
            Map.entry("sql_mode", "STRICT_TRANS_TABLES"),
            Map.entry("system_time_zone", "UTC"),
            Map.entry("time_zone", "SYSTEM"),
            Map.entry("transaction_isolation", "REPEATABLE-READ"),
            Map.entry("wait_timeout", "28800"));

    private void endOfFile() throws IOException {
        send(new byte[] {(byte) 0xfe, 0, 0, 2, 0});
    }

    private static void string(ByteArrayOutputStream out, String text) {
        if (text == null) {
            out.write(0xfb);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >>> (8 * i));
        }
    }

    private static SSLContext serverContext(String certificate) throws Exception {
        PrivateKey key = java.security.KeyFactory.getInstance("EC")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                        PemReader.read(TestTls.path("server-key.pem"), "key", "PRIVATE KEY")
                                .getFirst()
                                .der()));
        Path path = TestTls.path(certificate);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "server",
                key,
                new char[0],
                Certificates.read(path, "certificate").toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new NoTrust()}, null);
        return context;
    }
}
