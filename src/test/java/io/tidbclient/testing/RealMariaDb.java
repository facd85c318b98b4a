package io.tidbclient.testing;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that needs a MariaDB, which it gets as a parameter of type {@link MariaDbServer}; the tests of a class share it, and no two classes of them run at
 * the same time.
 *
 * <p>Where the server package is missing the test is skipped and says so; with the system property
 * {@code mariadb.required} it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("mariadb")
@ResourceLock("MariaDB")
@ExtendWith(RealMariaDbExtension.class)
public @interface RealMariaDb {}
