package io.tidbclient.testing;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.StreamSupport;

/**
 * Chromium without a window, through the driver of its package. It resolves no name and uses no proxy, so that it reaches nothing
 * but loopback.
 */
public final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final Thread atShutdown;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.atShutdown = new Thread(driver::quit, "quit the browser");
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /** The colours that the user prefers. */
    public enum Scheme {
        LIGHT,
        DARK
    }

    /** Whether this machine has it. */
    static boolean isInstalled() {
        return Executables.find("chromium").isPresent()
                && Executables.find("chromedriver").isPresent();
    }

    /** Starts one. */
    public static Browser open() {
        return open(options());
    }

    /** Starts one whose user has turned JavaScript off. */
    public static Browser withoutJavaScript() {
        return open(options()
                .setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
    }

    private static Browser open(ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").toFile())
                .usingAnyFreePort()
                .withLogFile(Path.of("target", "chromedriver.log").toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static ChromeOptions options() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").toFile());
        options.addArguments(
                "--headless=new",
                // Tests may run as root and in containers, where neither is available.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static Path program(String name) {
        return Executables.find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    /** Shows pages as a screen of that width would, in pixels, to a user who prefers those colours. */
    public void emulate(int width, Scheme scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name", "prefers-color-scheme", "value", scheme == Scheme.DARK ? "dark" : "light"))));
    }

    /** Loads a page, and forgets what was logged before. */
    public void load(String url) {
        // The page before may still be trying to reach its server.
        driver.get("about:blank");
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        driver.get(url);
    }

    /** The first element of the page that this selector of CSS finds. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The texts of all elements that this selector of CSS finds. */
    public List<String> texts(String selector) {
        return whileReplaced()
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .map(WebElement::getText)
                        .toList());
    }

    /**
     * Waits until the text of the element satisfies {@code condition}.
     *
     * @throws org.openqa.selenium.TimeoutException with the page's text when it has not within a minute
     */
    public void awaitText(String selector, Predicate<String> condition) {
        whileReplaced()
                .withMessage(() -> selector + " is not as expected; the page shows\n" + text())
                .until(page -> condition.test(find(selector).getText()));
    }

    /** Clicks the first element that this selector of CSS finds, also when the page replaces it meanwhile. */
    public void click(String selector) {
        whileReplaced().until(page -> {
            find(selector).click();
            return true;
        });
    }

    /** Presses a key as a user does, wherever the focus is. */
    public void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** The text of the element that has the focus. */
    public String focused() {
        return evaluate("document.activeElement.textContent").toString();
    }

    /** What an expression of JavaScript evaluates to in the page. */
    public Object evaluate(String expression) {
        return driver.executeScript("return " + expression);
    }

    /** What the page shows as text. */
    public String text() {
        return find("body").getText();
    }

    /** The title of the page. */
    public String title() {
        return driver.getTitle();
    }

    /** What the page has written to the console since it was loaded, errors of loading included. */
    public List<String> console() {
        return logs(LogType.BROWSER);
    }

    /** What its network layer and others have reported since the page was loaded: events of the DevTools protocol as JSON. */
    public List<String> performance() {
        return logs(LogType.PERFORMANCE);
    }

    /** Writes a picture of the whole page to {@code file}, in PNG. */
    public void screenshot(Path file) {
        Map<?, ?> size = (Map<?, ?>)
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        Object image = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                .get("data");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, OutputType.BYTES.convertFromBase64Png((String) image));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        ShutdownHooks.remove(atShutdown);
    }

    /** Tries again when the page replaces an element between its search and its use. */
    private FluentWait<WebDriver> whileReplaced() {
        return new WebDriverWait(driver, LIMIT).ignoring(StaleElementReferenceException.class);
    }

    private List<String> logs(String type) {
        return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }
}
