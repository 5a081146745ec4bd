#include "lab/plot/draw/colormap.h"
#include <math.h>

/* --- colour maps -------------------------------------------------------------------------------------------------- */

static double from_linear(double v) { return v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055; }
static double to_linear(double v)   { return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4); }

static unsigned char byte(double linear)
{
    return (unsigned char)(255 * fmin(1, fmax(0, from_linear(linear))) + 0.5);
}

static double cube(double v) { return v * v * v; }

/* Ottosson 2020, "A perceptual color space for image processing": lightness, green to red, blue to yellow. */
static lehr_colour oklab(double L, double a, double b)
{
    double l = cube(L + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(L - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(L - 0.0894841775 * a - 1.2914855480 * b);
    return (lehr_colour){ byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                          byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                          byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s) };
}

/* A Bézier curve from pale to deep blue, perceptually uniform within 4 %. One hue with a range of lightness looks the
 * same with every kind of colour blindness. */
lehr_colour lehr_colormap_sequential(double share)
{
    static const double pale[] = { 0.968, -0.006, -0.012 }, clear[] = { 0.665, -0.055, -0.15 },
                        deep[] = { 0.36, -0.014, -0.108 };
    double t = share > 0 ? fmin(share, 1) : 0, c[3];
    for (int i = 0; i < 3; i++) c[i] = (1 - t) * (1 - t) * pale[i] + 2 * t * (1 - t) * clear[i] + t * t * deep[i];
    return oklab(c[0], c[1], c[2]);
}

/* Both ends are equally dark. Blue and orange are distinct with every kind of colour blindness. */
lehr_colour lehr_colormap_diverging(double share)
{
    static const double white[] = { 1, 0, 0 }, blue[] = { 0.48, -0.04, -0.15 }, orange[] = { 0.58, 0.10, 0.115 };
    double t = fabs(share) > 0 ? fmin(fabs(share), 1) : 0, c[3];
    for (int i = 0; i < 3; i++) c[i] = white[i] + ((share < 0 ? blue : orange)[i] - white[i]) * t;
    return oklab(c[0], c[1], c[2]);
}

/* --- contrast ----------------------------------------------------------------------------------------------------- */

static double luminance(lehr_colour c)
{
    return 0.2126 * to_linear(c.r / 255.0) + 0.7152 * to_linear(c.g / 255.0) + 0.0722 * to_linear(c.b / 255.0);
}

double lehr_contrast(lehr_colour a, lehr_colour b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return fmax(one, other) / fmin(one, other);
}

lehr_colour lehr_text_colour_on(lehr_colour ground)
{
    static const lehr_colour white = { 255, 255, 255 }, black = { 0, 0, 0 };
    return lehr_contrast(white, ground) > lehr_contrast(black, ground) ? white : black;
}
