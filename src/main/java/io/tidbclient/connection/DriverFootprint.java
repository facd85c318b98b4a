package io.tidbclient.connection;

import com.mysql.cj.conf.PropertyDefinition;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.conf.StringPropertyDefinition;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Replaces methods of the driver in the native binary, so that a connection keeps less memory: an output buffer of 1 KB in place
 * of 16, and only those properties that are given or asked for. On the JVM the driver is as it is. Written for Connector/J 9.6.0: a test fails when its classes change.
 */
final class DriverFootprint {
    /** Properties that are the host's, and no property of the set. */
    static final List<PropertyKey> OF_HOST =
            List.of(PropertyKey.HOST, PropertyKey.PORT, PropertyKey.USER, PropertyKey.PASSWORD, PropertyKey.DBNAME);

    /** The definitions of properties by their names and aliases. */
    static final Map<String, PropertyDefinition<?>> BY_NAME = byName();

    private DriverFootprint() {}

    private static Map<String, PropertyDefinition<?>> byName() {
        Map<String, PropertyDefinition<?>> all = new HashMap<>();
        for (PropertyDefinition<?> definition : PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values()) {
            all.put(definition.getName(), definition);
            if (definition.hasCcAlias()) {
                all.put(definition.getCcAlias(), definition);
            }
        }
        return Map.copyOf(all);
    }

    /** One that the driver does not know, such as those of a socket factory. */
    static RuntimeProperty<?> userDefined(String name, String value) {
        StringPropertyDefinition definition = new StringPropertyDefinition(
                name,
                null,
                value,
                PropertyDefinitions.RUNTIME_MODIFIABLE,
                "",
                "",
                PropertyDefinitions.CATEGORY_USER_DEFINED,
                0);
        return definition.createRuntimeProperty();
    }

    /** An output buffer; longer statements are written without buffering. */
    static final class SmallBuffer extends BufferedOutputStream {
        static final int BYTES = 1024;

        SmallBuffer(OutputStream out) {
            super(out, BYTES);
        }
    }

    /** The driver has a buffer of 16 KB made at each connect, and asks here for the one to write to. */
    @TargetClass(className = "com.mysql.cj.protocol.AbstractSocketConnection")
    static final class SocketConnection {
        @Alias
        private Socket mysqlSocket;

        @Alias
        private BufferedOutputStream mysqlOutput;

        private SocketConnection() {}

        @Substitute
        public BufferedOutputStream getMysqlOutput() throws IOException {
            if (mysqlOutput == null) {
                throw new IOException("the connection is closed");
            }
            if (!(mysqlOutput instanceof SmallBuffer)) {
                mysqlOutput.flush();
                mysqlOutput = new SmallBuffer(mysqlSocket.getOutputStream());
            }
            return mysqlOutput;
        }
    }

    /**
     * The driver makes all of its 225 properties for each connection, and asks for some of them. Here a property is made when it is
     * given or asked for. Properties of older drivers about TLS are ignored, since sslMode is always given ({@link DriverProperties}).
     */
    @TargetClass(className = "com.mysql.cj.conf.DefaultPropertySet")
    static final class PropertySet {
        @Alias
        private Map<PropertyKey, RuntimeProperty<?>> PROPERTY_KEY_TO_RUNTIME_PROPERTY;

        @Alias
        private Map<String, RuntimeProperty<?>> PROPERTY_NAME_TO_RUNTIME_PROPERTY;

        @Substitute
        PropertySet() {
            // A concurrent hash map would have an entry for each, and a monitor for most of them.
            PROPERTY_KEY_TO_RUNTIME_PROPERTY = Collections.synchronizedMap(new EnumMap<>(PropertyKey.class));
            PROPERTY_NAME_TO_RUNTIME_PROPERTY = new HashMap<>();
        }

        @Alias
        public native void addProperty(RuntimeProperty<?> property);

        @Alias
        public native void postInitialization();

        @Substitute
        @SuppressWarnings("unchecked")
        public <T> RuntimeProperty<T> getProperty(PropertyKey key) {
            RuntimeProperty<?> made = PROPERTY_KEY_TO_RUNTIME_PROPERTY.get(key);
            if (made == null) {
                PropertyDefinition<?> definition = PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.get(key);
                if (definition == null) {
                    return null;
                }
                PROPERTY_KEY_TO_RUNTIME_PROPERTY.putIfAbsent(key, definition.createRuntimeProperty());
                made = PROPERTY_KEY_TO_RUNTIME_PROPERTY.get(key);
            }
            return (RuntimeProperty<T>) made;
        }

        @Substitute
        public void initializeProperties(Properties given) {
            if (given == null) {
                return;
            }
            Properties left = (Properties) given.clone();
            for (PropertyKey key : OF_HOST) {
                left.remove(key.getKeyName());
            }
            Set<PropertyKey> keys = EnumSet.noneOf(PropertyKey.class);
            for (String name : left.stringPropertyNames()) {
                PropertyDefinition<?> definition = BY_NAME.get(name);
                if (definition != null && keys.add(definition.getPropertyKey())) {
                    getProperty(definition.getPropertyKey()).initializeFrom(left, null);
                }
            }
            for (String name : left.stringPropertyNames()) {
                addProperty(userDefined(name, left.getProperty(name)));
            }
            postInitialization();
        }
    }
}
