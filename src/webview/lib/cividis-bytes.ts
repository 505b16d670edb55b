/**
 * The 256 colours of cividis as bytes (red, green, blue), in base64: computed from d3-scale-chromatic once, so that
 * the panel need not carry it. color-map.test.ts computes them again and compares.
 */
export const CIVIDIS_BYTES = [
  'ACBRACFTACJVACNWACNYACRZACVaACVcACZdACdeACdfAChgAClhACliACpjACtkAStlAixlAy1mBC1nBS5nBS9oBjBpBzBpCDFqCTJqCzJqDD',
  'NrDTRrDjRrDzVsEDZsEjdsEzdtFDhtFTltFzltGDptGTttGjttHDxuHT1uHj5uID5uIT9uI0BuJEBuJUFuJ0JuKENuKUNuK0RuLEVuLkVuL0Zu',
  'MEduMkhuM0huNEluNkpuN0puOUtuOkxuO01uPU1uPk5uP09uQU9uQlBuQ1FtRFJtRlJtR1NtSFRtSlRtS1VtTFZtTVdtTlduUFhuUVluUlluU1',
  'puVFtuVlxuV1xuWF1uWV5uWl5uW19uXGBuXWFuXmFuYGJuYWNvYmRvY2RvZGVvZWZvZmZvZ2dvaGhwaWlwamlwa2pwbGtwbWxwbWxxbm1xb25x',
  'cG9xcW9xcnBxc3FydHFydXJydnNydnRyd3RzeHVzeXZzendze3d0e3h0fHl0fXp0fnp0f3t1gHx1gH11gX11gn51g392hIB2hYB2hYF2hoJ2h4',
  'N2iIR3iYR3iYV3ioZ3i4d3jId3jYh3jol4jop4j4p4kIt4kYx4ko14k454k454lI94lZB4lpF4l5J4mJJ4mZN4mpR4m5V4m5Z4nJZ4nZd4nph4',
  'n5l4oJp4oZp4opt4o5x4pJ14pZ53pp53p593qKB3qaF3qqJ2q6N2rKN2raR2rqV1r6Z1sKd1sqh0s6h0tKl0tapztqtzt6xyuK1yuq5yu65xvK',
  '9xvbBwvrFwv7JvwbNvwrRuw7VtxLVtxbZsx7dsyLhryblqyrpqzLtpzbxozrxoz71n0b5m0r9m08Bl1MFk1sJj18Nj2MRi2cVh28Zg3MZg3cdf',
  '3she4Mld4cpc4stc48xb5M1a5s5Z589Y6NBY6dFX6tJW69NV7NRU7dRT7tVT8NZS8ddR8dhQ8tlQ89pP9NtO9dxN9t1N995M+N9L+OBL+eFK+u',
  'JJ+uNJ++RI++VI/OZH/OdG/ehG/elG/epF',
].join('');
