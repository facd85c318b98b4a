package io.tidbclient.testing;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that needs a web browser, which it gets as a parameter of type {@link Browser}; the tests of a class share it.
 *
 * <p>Where Chromium or its driver is missing the test is skipped and says so; with the system property {@code browser.required}
 * it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@ExtendWith(RealBrowserExtension.class)
public @interface RealBrowser {}
