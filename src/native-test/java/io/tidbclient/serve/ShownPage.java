package io.tidbclient.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.testing.Browser;

import java.util.ArrayList;
import java.util.List;

/** What is asked of the page that a browser shows, whatever it is about. */
record ShownPage(Browser browser) {
    /** A function: the texts with a contrast below its argument, as the standard computes it. */
    private static final String TOO_FAINT = """
            (least => {
              const numbers = color => color.match(/[\\d.]+/g).map(Number);
              const linear = c => c <= 0.04045 * 255 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
              const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
              const background = element => {
                const color = numbers(getComputedStyle(element).backgroundColor);
                return color[3] === 0 && element.parentElement ? background(element.parentElement) : color;
              };
              const contrast = element => {
                const both = [numbers(getComputedStyle(element).color), background(element)].map(luminance);
                return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
              };
              return [...document.body.querySelectorAll("*")]
                  .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                  .filter(element => element.checkVisibility() && contrast(element) < least)
                  .map(element => `${element.textContent}: ${contrast(element).toFixed(2)}`);
            })""";

    /** Of WCAG 2, level AA, for text of the usual size. */
    private static final double CONTRAST_AA = 4.5;

    private static final String FOCUS_IS_VISIBLE = """
            (element => element.matches(":focus-visible") && getComputedStyle(element).outlineStyle === "solid"
                && parseFloat(getComputedStyle(element).outlineWidth) >= 2)(document.activeElement)""";

    /** The URLs of all requests since it was loaded. */
    List<String> requested() {
        List<String> urls = new ArrayList<>();
        for (String entry : browser.performance()) {
            JsonNode event = event(entry);
            String method = event.get("method").asText();
            if (method.equals("Network.requestWillBeSent")) {
                urls.add(event.at("/params/request/url").asText());
            } else if (method.equals("Network.webSocketCreated") || method.equals("Network.webTransportCreated")) {
                urls.add(event.at("/params/url").asText());
            }
        }
        return urls;
    }

    /** The texts that people with weaker eyes cannot read, each with its contrast. */
    List<?> faintTexts() {
        return (List<?>) browser.evaluate(TOO_FAINT + "(" + CONTRAST_AA + ")");
    }

    /** The colour behind everything, as CSS writes it. */
    String background() {
        return browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .toString();
    }

    /** Its width with what does not fit, in pixels. */
    long width() {
        return (Long) browser.evaluate("document.documentElement.scrollWidth");
    }

    /** Whether a user of the keyboard sees which element has the focus. */
    boolean focusIsVisible() {
        return (Boolean) browser.evaluate(FOCUS_IS_VISIBLE);
    }

    /** The number of nodes that it has beside and between the targets. */
    long nodes() {
        return (Long) browser.evaluate("document.querySelector('.targets').childNodes.length");
    }

    /** Marks it, so that {@link #marked} shows whether it is the same one later. */
    void mark() {
        browser.evaluate("(window.marked = true)");
    }

    /** Whether it has not been loaded again since it was marked. */
    boolean marked() {
        return Boolean.TRUE.equals(browser.evaluate("window.marked"));
    }

    private static JsonNode event(String entry) {
        try {
            return new ObjectMapper().readTree(entry).get("message");
        } catch (JsonProcessingException e) {
            throw new AssertionError("not an event of the DevTools protocol: " + entry, e);
        }
    }
}
