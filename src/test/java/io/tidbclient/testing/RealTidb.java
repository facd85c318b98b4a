package io.tidbclient.testing;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that needs a real TiDB. A parameter of type {@link TidbServer} gets the one that all tests of the run share; a
 * parameter of type {@link TidbLauncher} starts more, of the test's own. No two of these tests run at the same time.
 *
 * <p>Without a TiDB the test is skipped and says how to get one; with the system property {@code tidb.required}, which
 * {@code -Ptidb} sets, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("tidb")
@ResourceLock("the TiDB that all tests share")
@ExtendWith(RealTidbExtension.class)
public @interface RealTidb {}
