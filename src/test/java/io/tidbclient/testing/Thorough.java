package io.tidbclient.testing;

import org.junit.jupiter.api.Tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Command tests that start the tool very often. The native binary, which starts in no time, always runs them; the JVM build,
 * which takes a second for each start, only when asked ({@code -Dtest.excludedGroups=}), so that {@code ./mvnw verify} stays
 * short.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("thorough")
public @interface Thorough {}
